"use client";

import { type RefObject, useMemo, useState } from "react";
import Lightbox, { type ContainerRect, type Slide, type ZoomRef } from "yet-another-react-lightbox";
import Inline from "yet-another-react-lightbox/plugins/inline";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import { stageStyles, stageZoom } from "../viewer/stage-look.ts";
import type { LargePicture } from "./large-picture-of.ts";

import "yet-another-react-lightbox/styles.css";

type Props = {
  picture: LargePicture;
  zoom: RefObject<ZoomRef | null>;
  /** Told with every change; 1: the whole picture is seen. */
  onZoom: (level: number) => void;
};

type Measured = LargePicture & { width: number; height: number };

const isMeasured = (picture: LargePicture): picture is Measured =>
  picture.width !== undefined && picture.height !== undefined;

/** As large as the room allows, and no larger than it is. */
const sizeIn = ({ width, height }: Measured, room: ContainerRect) => {
  const scale = Math.min(room.width / width, room.height / height, 1);
  return { width: width * scale, height: height * scale };
};

const layer = "yarl__slide_image absolute inset-0 size-full object-contain";

/** The preview, and over it the original from when it is wanted and has arrived; where it does not, the preview stays. */
const Layers = ({ picture, isSharp }: { picture: LargePicture; isSharp: boolean }) => {
  const [hasArrived, setHasArrived] = useState(false);
  return (
    <>
      <img src={picture.url} alt={picture.fileName} draggable={false} className={layer} />
      {isSharp && picture.original !== undefined ? (
        <img
          src={picture.original}
          alt=""
          draggable={false}
          onLoad={() => setHasArrived(true)}
          className={`${layer} ${hasArrived ? "" : "opacity-0"}`}
        />
      ) : null}
    </>
  );
};

/** One picture to zoom into. Its original is loaded only when it is. */
export const PictureStage = ({ picture, zoom, onZoom }: Props) => {
  const [hasZoomed, setHasZoomed] = useState(false);
  const slides = useMemo((): Slide[] => {
    const size = isMeasured(picture) ? { width: picture.width, height: picture.height } : {};
    return [{ src: picture.url, alt: picture.fileName, ...size }];
  }, [picture]);
  return (
    <Lightbox
      className="size-full"
      plugins={[Inline, Zoom]}
      slides={slides}
      carousel={{ finite: true, padding: 0 }}
      // It alone has the window: no gesture is left to the browser.
      controller={{ closeOnEscape: false, focus: true, touchAction: "none" }}
      toolbar={{ buttons: [] }}
      zoom={{ ...stageZoom, ref: zoom }}
      styles={stageStyles}
      render={{
        slide: ({ rect }) =>
          isMeasured(picture) ? (
            <div className="relative" style={sizeIn(picture, rect)}>
              <Layers picture={picture} isSharp={hasZoomed} />
            </div>
          ) : undefined,
        buttonZoom: () => null,
        buttonPrev: () => null,
        buttonNext: () => null,
      }}
      on={{
        zoom: ({ zoom: level }) => {
          if (level > 1) setHasZoomed(true);
          onZoom(level);
        },
      }}
    />
  );
};
