"use client";

import type { FileView } from "@cloudpix/domain";
import { useState } from "react";
import { cn } from "../../ui/cn.ts";
import { placeholderColour } from "../files/placeholder-colour.ts";
import { renditionOf } from "../files/rendition-of.ts";

type Props = { file: FileView; width: number; onBroken: () => void };

/** A file's picture: its average colour first, the picture fading in over it. Decoration, the link says the name. */
export const TilePicture = ({ file, width, onBroken }: Props) => {
  const [isLoaded, setIsLoaded] = useState(false);
  const sources = file.thumbnail.renditions.filter(({ name }) => name === "thumb" || name === "medium");
  return (
    <span
      className="block size-full"
      style={{ backgroundColor: placeholderColour(file.thumbnail.thumbhash) }}
    >
      <img
        src={renditionOf(file.thumbnail, "thumb", "medium", "preview")?.url}
        srcSet={sources.map((source) => `${source.url} ${source.width}w`).join(", ") || undefined}
        sizes={`${Math.ceil(width)}px`}
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
