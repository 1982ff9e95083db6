import type { FileSort, FileView } from "@cloudpix/domain";
import { groupByDay } from "./group-by-day.ts";

/** A run of the gallery that is laid out by itself; `label` null: without a heading of its own. */
export type GallerySection = { key: string; label: string | null; files: FileView[] };

/** Long enough for several rows on the widest screens; a file more at the end lays out one run anew and no other. */
const runLength = 60;

/** The files in their order as sections: days where the order is one of time, else runs without a heading. */
export const gallerySections = (files: readonly FileView[], sort: FileSort, now: Date): GallerySection[] => {
  if (sort === "newest" || sort === "oldest")
    return groupByDay(files, now).map(({ day, label, files: ofDay }) => ({ key: day, label, files: ofDay }));
  return Array.from({ length: Math.ceil(files.length / runLength) }, (_, index) => ({
    key: String(index),
    label: null,
    files: files.slice(index * runLength, (index + 1) * runLength),
  }));
};
