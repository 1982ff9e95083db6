"use client";

import type { FileView } from "@cloudpix/domain";
import { Link2, Play, TriangleAlert } from "lucide-react";
import { type MouseEvent, memo, useId } from "react";
import { formatDuration } from "../../ui/format-duration.ts";
import { isPending } from "../files/file-pages.ts";
import { renditionOf } from "../files/rendition-of.ts";
import type { FileActions } from "../files/use-file-dialogs.tsx";
import { TileCard } from "./tile-card.tsx";
import { TileMenu } from "./tile-menu.tsx";
import { TilePicture } from "./tile-picture.tsx";

type Props = {
  file: FileView;
  /** In pixels, as laid out. */
  width: number;
  height: number;
  actions: FileActions;
  onOpen: (file: FileView) => void;
  onBroken: (file: FileView) => void;
};

const stateWords = (file: FileView): string =>
  [
    isPending(file) ? "Processing." : "",
    file.thumbnail.state === "failed" ? "No preview could be made." : "",
    file.thumbnail.reason ?? "",
    file.isShared ? "Shared by link." : "",
  ].join(" ");

const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** One file of the grid: a link to its own address, which opens the viewer in place. */
export const Tile = memo(({ file, width, height, actions, onOpen, onBroken }: Props) => {
  const stateId = useId();
  const hasPicture = renditionOf(file.thumbnail, "thumb", "medium", "preview") !== undefined;
  return (
    <div
      className="group relative overflow-hidden rounded-md bg-sunken focus-within:z-1"
      style={{ width, height }}
    >
      {hasPicture ? null : <TileCard file={file} height={height} />}
      <a
        href={`/files/${file.fileId}`}
        data-file-id={file.fileId}
        aria-describedby={stateId}
        title={[file.fileName, file.thumbnail.reason].filter(Boolean).join(": ")}
        className="absolute inset-0 rounded-md outline-offset-[-3px]"
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          onOpen(file);
        }}
      >
        {hasPicture ? <TilePicture file={file} width={width} onBroken={() => onBroken(file)} /> : null}
        <span className="sr-only">{file.fileName}</span>
        <span className="pointer-events-none absolute inset-0 bg-black/0 transition-colors group-hover:bg-black/8" />
      </a>
      <span id={stateId} hidden>
        {stateWords(file)}
      </span>
      <span className="pointer-events-none absolute right-1.5 bottom-1.5 flex gap-1 font-medium text-[11px] text-white">
        {file.thumbnail.state === "ready" && file.thumbnail.reason !== undefined ? (
          <span className="rounded-full bg-black/55 p-1">
            <TriangleAlert aria-hidden="true" className="size-3" />
          </span>
        ) : null}
        {file.isShared ? (
          <span className="rounded-full bg-black/55 p-1">
            <Link2 aria-hidden="true" className="size-3" />
          </span>
        ) : null}
        {file.kind === "video" && file.durationMs !== undefined ? (
          <span className="flex items-center gap-1 rounded-full bg-black/55 px-1.5 py-0.5 tabular-nums">
            <Play aria-hidden="true" className="size-2.5 fill-current" />
            {formatDuration(file.durationMs)}
          </span>
        ) : null}
      </span>
      <TileMenu file={file} isOverPicture={hasPicture} actions={actions} />
    </div>
  );
});
Tile.displayName = "Tile";
