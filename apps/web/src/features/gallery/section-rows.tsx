"use client";

import type { FileId, FileView } from "@cloudpix/domain";
import { memo, useMemo } from "react";
import { type Photo, RowsPhotoAlbum } from "react-photo-album";
import { useIsPhone } from "../../ui/use-is-phone.ts";
import type { FileActions } from "../files/use-file-dialogs.tsx";
import type { GallerySection } from "./gallery-sections.ts";
import { Tile } from "./tile.tsx";
import { cardRatios, isCard, tileRatio } from "./tile-ratio.ts";
import { useRowHeights } from "./use-row-heights.ts";

type Props = {
  section: GallerySection;
  isFirst: boolean;
  /** The file of the gallery that Tab leads to, when it is in this section. */
  stopId: FileId | null;
  actions: FileActions;
  onOpen: (file: FileView) => void;
  onBroken: (file: FileView) => void;
};

type TilePhoto = Photo & { file: FileView };

// Only the shape counts for the layout; a scale that keeps whole numbers keeps rounding out of it.
const scale = 1_000;

/**
 * One section of the gallery as rows of equal height that keep every picture's shape; one without any picture as a list
 * of low cards. Off-screen sections cost no layout.
 */
export const SectionRows = memo(({ section: { label, files }, isFirst, stopId, ...tile }: Props) => {
  const rowHeights = useRowHeights();
  const cardRatio = cardRatios[useIsPhone() ? "phone" : "wide"];
  const photos = useMemo(
    (): TilePhoto[] =>
      files.map((file) => ({
        key: file.fileId,
        src: "",
        width: Math.round(tileRatio(file, cardRatio) * scale),
        height: scale,
        file,
      })),
    [files, cardRatio],
  );
  return (
    <section
      // Without a name it is no landmark.
      aria-label={label ?? undefined}
      className="[contain-intrinsic-size:auto_320px] [content-visibility:auto]"
    >
      {label === null ? (
        // Between two runs as much as between two rows; more below the toolbar.
        <div className={isFirst ? "h-3" : "h-1"} />
      ) : (
        <h2 className="pt-6 pb-2.5 font-medium text-sm tracking-normal">{label}</h2>
      )}
      {files.every(isCard) ? (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-1">
          {files.map((file) => (
            <Tile key={file.fileId} file={file} isTabStop={file.fileId === stopId} {...tile} />
          ))}
        </div>
      ) : (
        <RowsPhotoAlbum
          photos={photos}
          spacing={4}
          targetRowHeight={rowHeights.target}
          rowConstraints={{ singleRowMaxHeight: rowHeights.single }}
          render={{
            photo: (_props, { photo, width, height }) => (
              <Tile
                key={photo.key}
                file={photo.file}
                size={{ width, height }}
                isTabStop={photo.file.fileId === stopId}
                {...tile}
              />
            ),
          }}
        />
      )}
    </section>
  );
});
SectionRows.displayName = "SectionRows";
