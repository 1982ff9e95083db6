"use client";

import type { FileView } from "@cloudpix/domain";
import { type KeyboardEvent, type MouseEvent, memo, useId, useRef, useState } from "react";
import { cn } from "../../ui/cn.ts";
import { isPending } from "../files/file-pages.ts";
import { previewTrouble } from "../files/preview-words.ts";
import { renditionOf } from "../files/rendition-of.ts";
import type { FileActions } from "../files/use-file-dialogs.tsx";
import { TileBadges } from "./tile-badges.tsx";
import { TileCard } from "./tile-card.tsx";
import { TileMenu } from "./tile-menu.tsx";
import { TilePicture } from "./tile-picture.tsx";

type Props = {
  file: FileView;
  /** In pixels, as laid out; undefined: as large as the place it is in. */
  size?: { width: number; height: number };
  /** Whether Tab leads here; arrows lead everywhere. */
  isTabStop: boolean;
  actions: FileActions;
  onOpen: (file: FileView) => void;
  onBroken: (file: FileView) => void;
};

const stateWords = (file: FileView): string =>
  [
    isPending(file) ? "Processing." : "",
    previewTrouble(file) ?? "",
    file.isShared ? "Shared by link." : "",
  ].join(" ");

const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

const asksForMenu = ({ key, shiftKey }: KeyboardEvent) =>
  key === "ContextMenu" || (shiftKey && key === "F10");

/** One file of the grid: a link to its own address, which opens the viewer in place. */
export const Tile = memo(({ file, size, isTabStop, actions, onOpen, onBroken }: Props) => {
  const stateId = useId();
  const link = useRef<HTMLAnchorElement>(null);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const picture = renditionOf(file.thumbnail, "thumb", "medium", "preview");
  return (
    <div
      data-tile
      className={cn(
        "group relative overflow-hidden rounded-md bg-sunken focus-within:z-1",
        size === undefined && "h-20",
      )}
      style={size}
    >
      {picture === undefined ? (
        <TileCard file={file} shape={size === undefined ? "row" : size.height < 104 ? "low" : "tall"} />
      ) : null}
      <a
        ref={link}
        href={`/files/${file.fileId}`}
        data-file-id={file.fileId}
        tabIndex={isTabStop ? 0 : -1}
        aria-describedby={stateId}
        title={[file.fileName, previewTrouble(file)].filter(Boolean).join(": ")}
        className="absolute inset-0 scroll-my-24 rounded-md outline-offset-[-3px]"
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          onOpen(file);
        }}
        onKeyDown={(event) => {
          if (event.key === "F2") actions.rename(file);
          else if (asksForMenu(event)) setIsMenuOpen(true);
          else return;
          event.preventDefault();
        }}
      >
        {picture === undefined ? null : (
          <TilePicture
            file={file}
            picture={picture}
            width={size?.width ?? 0}
            height={size?.height ?? 0}
            onBroken={() => onBroken(file)}
          />
        )}
        <span className="sr-only">{file.fileName}</span>
        {/* The ring ends a white picture on a white page. */}
        <span className="pointer-events-none absolute inset-0 inset-ring inset-ring-ink/12 rounded-md bg-black/0 transition-colors group-hover:bg-black/8" />
      </a>
      <span id={stateId} hidden>
        {stateWords(file)}
      </span>
      {picture === undefined ? null : <TileBadges file={file} />}
      <TileMenu
        file={file}
        isOverPicture={picture !== undefined}
        isTabStop={isTabStop}
        open={isMenuOpen}
        onOpenChange={setIsMenuOpen}
        returnTo={link}
        actions={actions}
      />
    </div>
  );
});
Tile.displayName = "Tile";
