"use client";

import type { FileView, RenditionView } from "@cloudpix/domain";
import { useState } from "react";
import { cn } from "../../ui/cn.ts";
import { placeholderColour } from "../files/placeholder-colour.ts";
import { drawnWidth } from "./drawn-width.ts";

type Props = {
  file: FileView;
  /** Drawn while the browser has chosen none of the others; the smallest there is. */
  picture: RenditionView;
  width: number;
  height: number;
  onBroken: () => void;
};

/** A file's picture: its average colour first, the picture fading in over it. Decoration, the link says the name. */
export const TilePicture = ({ file, picture, width, height, onBroken }: Props) => {
  const [isLoaded, setIsLoaded] = useState(false);
  return (
    <span
      className="block size-full"
      style={{ backgroundColor: placeholderColour(file.thumbnail.thumbhash) }}
    >
      <img
        src={picture.url}
        // All of them: on a dense screen a panorama needs the largest, a small tile the smallest.
        srcSet={file.thumbnail.renditions.map((source) => `${source.url} ${source.width}w`).join(", ")}
        sizes={`${drawnWidth({ width, height }, picture)}px`}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        ref={(image) => {
          if (image?.complete && image.naturalWidth > 0) setIsLoaded(true);
        }}
        onLoad={() => setIsLoaded(true)}
        onError={onBroken}
        className={cn(
          "size-full object-cover transition-opacity duration-300",
          isLoaded ? "opacity-100" : "opacity-0",
        )}
      />
    </span>
  );
};
