"use client";

import type { FileId, FileView } from "@cloudpix/domain";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type RefObject, useMemo } from "react";
import Lightbox, { type ControllerRef, type GenericSlide, type Slide } from "yet-another-react-lightbox";
import Inline from "yet-another-react-lightbox/plugins/inline";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import { FileSlide } from "./file-slide.tsx";
import { pictureOf } from "./picture-of.ts";
import { stageStyles, stageZoom } from "./stage-look.ts";

import "yet-another-react-lightbox/styles.css";

declare module "yet-another-react-lightbox" {
  interface SlideTypes {
    file: GenericSlide & { type: "file"; file: FileView };
  }
}

type Props = {
  files: readonly FileView[];
  file: FileView;
  controller: RefObject<ControllerRef | null>;
  onMove: (fileId: FileId) => void;
  onDownload: (file: FileView) => void;
};

const toSlide = (file: FileView): Slide => {
  const picture = pictureOf(file);
  if (picture === undefined) return { type: "file", file };
  const { url: src, width, height } = picture;
  const size = width === undefined || height === undefined ? {} : { width, height };
  return { src, alt: file.fileName, ...size };
};

const arrow = "size-11 rounded-full bg-black/40 p-2.5 text-white backdrop-blur-sm";

/** The large picture with its neighbours ready on both sides; swipe, arrows, pinch and double click to zoom. */
export const Stage = ({ files, file, controller, onMove, onDownload }: Props) => {
  // A file from an old deep link may not be in the list yet: it then stands alone.
  const shown = useMemo(
    () => (files.some(({ fileId }) => fileId === file.fileId) ? files : [file]),
    [files, file],
  );
  const slides = useMemo(() => shown.map(toSlide), [shown]);
  const index = Math.max(
    0,
    shown.findIndex(({ fileId }) => fileId === file.fileId),
  );
  return (
    <Lightbox
      className="size-full"
      plugins={[Inline, Zoom]}
      slides={slides}
      index={index}
      carousel={{ finite: true, preload: 1, padding: 0, spacing: "8%" }}
      animation={{ swipe: 260, navigation: 180 }}
      controller={{ ref: controller, closeOnEscape: false }}
      toolbar={{ buttons: [] }}
      zoom={stageZoom}
      styles={stageStyles}
      render={{
        slide: ({ slide, offset }) =>
          slide.type === "file" ? (
            <FileSlide file={slide.file} isCurrent={offset === 0} onDownload={onDownload} />
          ) : undefined,
        buttonZoom: () => null,
        iconPrev: () => <ChevronLeft aria-hidden="true" className={arrow} />,
        iconNext: () => <ChevronRight aria-hidden="true" className={arrow} />,
        ...(slides.length > 1 ? {} : { buttonPrev: () => null, buttonNext: () => null }),
      }}
      on={{
        view: ({ index: next }) => {
          const viewed = shown[next];
          if (viewed !== undefined && viewed.fileId !== file.fileId) onMove(viewed.fileId);
        },
      }}
    />
  );
};
