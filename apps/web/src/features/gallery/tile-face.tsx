"use client";

import type { FileView } from "@cloudpix/domain";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { cn } from "../../ui/cn.ts";
import { fileExtension } from "../files/file-extension.ts";
import { isPending } from "../files/file-pages.ts";
import { KindIcon } from "../files/kind-icon.tsx";
import { placeholderColour } from "../files/placeholder-colour.ts";
import { renditionOf } from "../files/rendition-of.ts";

type Props = { file: FileView; width: number; onBroken: () => void };

const Picture = ({ file, width, onBroken }: Props) => {
  const [isLoaded, setIsLoaded] = useState(false);
  const sources = file.thumbnail.renditions.filter(({ name }) => name === "thumb" || name === "medium");
  const smallest = renditionOf(file.thumbnail, "thumb", "medium", "preview");
  return (
    // biome-ignore lint/performance/noImgElement: private pictures never pass the framework's image optimizer
    <img
      src={smallest?.url}
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
  );
};

/** What a tile shows: the picture, a shimmer while it is being made, or a card with the file's sign and name. */
export const TileFace = ({ file, width, onBroken }: Props) => {
  const isReady = renditionOf(file.thumbnail, "thumb", "medium", "preview") !== undefined;
  if (isReady)
    return (
      <span
        className="block size-full"
        style={{ backgroundColor: placeholderColour(file.thumbnail.thumbhash) }}
      >
        <Picture file={file} width={width} onBroken={onBroken} />
      </span>
    );
  const isWaiting = isPending(file);
  const extension = fileExtension(file.fileName);
  return (
    <span
      className={cn(
        "relative flex size-full flex-col justify-between p-3 sm:p-4",
        isWaiting && "text-ink-soft",
      )}
    >
      {isWaiting ? <span className="absolute inset-0 animate-shimmer bg-hover" /> : null}
      <span className="relative flex items-start justify-between">
        <KindIcon kind={file.kind} className="size-7 text-ink-soft sm:size-9" />
      </span>
      <span className="relative min-w-0">
        {file.thumbnail.state === "failed" ? (
          <span className="mb-1 flex items-start gap-1.5 text-danger text-xs leading-snug">
            <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
            <span className="line-clamp-2">{file.thumbnail.reason ?? "No preview could be made."}</span>
          </span>
        ) : null}
        <span className="line-clamp-2 break-words font-medium text-xs leading-snug sm:text-[13px]">
          {file.fileName}
        </span>
        <span className="mt-0.5 block text-[11px] text-ink-soft">
          {isWaiting ? "Processing…" : extension === "" ? "File" : extension}
        </span>
      </span>
    </span>
  );
};
