import type { RenditionName, ThumbnailView } from "@cloudpix/domain";

/** The first of the named pictures that is there, else undefined. */
export const renditionOf = (thumbnail: ThumbnailView, ...names: RenditionName[]) =>
  names
    .map((name) => thumbnail.renditions.find((rendition) => rendition.name === name))
    .find((rendition) => rendition !== undefined);
