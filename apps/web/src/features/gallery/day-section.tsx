"use client";

import type { FileView } from "@cloudpix/domain";
import { useMemo } from "react";
import { type Photo, RowsPhotoAlbum } from "react-photo-album";
import type { FileActions } from "../files/use-file-dialogs.tsx";
import type { DayGroup } from "./group-by-day.ts";
import { Tile } from "./tile.tsx";
import { tileRatio } from "./tile-ratio.ts";

type Props = {
  group: DayGroup;
  actions: FileActions;
  onOpen: (file: FileView) => void;
  onBroken: (file: FileView) => void;
};

type TilePhoto = Photo & { file: FileView };

// Only the shape counts for the layout; a scale that keeps whole numbers keeps rounding out of it.
const scale = 1_000;

const rowHeight = (containerWidth: number) =>
  containerWidth < 640 ? 120 : containerWidth < 1024 ? 190 : 235;

/** One day of the gallery as rows of equal height that keep every picture's shape. Off-screen days cost no layout. */
export const DaySection = ({ group, actions, onOpen, onBroken }: Props) => {
  const photos = useMemo(
    (): TilePhoto[] =>
      group.files.map((file) => ({
        key: file.fileId,
        src: "",
        width: Math.round(tileRatio(file) * scale),
        height: scale,
        file,
      })),
    [group.files],
  );
  return (
    <section
      aria-label={group.label}
      className="[contain-intrinsic-size:auto_320px] [content-visibility:auto]"
    >
      <h2 className="px-1 pt-6 pb-2.5 font-medium text-sm tracking-normal">{group.label}</h2>
      <RowsPhotoAlbum
        photos={photos}
        spacing={4}
        targetRowHeight={rowHeight}
        rowConstraints={(width) => ({ singleRowMaxHeight: rowHeight(width) * 1.15 })}
        render={{
          photo: (_props, { photo, width, height }) => (
            <Tile
              key={photo.key}
              file={photo.file}
              width={width}
              height={height}
              actions={actions}
              onOpen={onOpen}
              onBroken={onBroken}
            />
          ),
        }}
      />
    </section>
  );
};
