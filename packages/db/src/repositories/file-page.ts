import type { FileRecord, FileSort } from "@cloudpix/domain";
import type { FilePage, FilePosition } from "./file-repository.ts";

/** What a list is ordered by besides the fileId, which decides between equals and alone means the time of upload. */
export type SortKey = "foldedName" | "fileSize" | null;

/** How each order is walked. Both directions of one key are one index read forwards or backwards. */
export const walks = {
  newest: { key: null, descending: true },
  oldest: { key: null, descending: false },
  name: { key: "foldedName", descending: false },
  name_desc: { key: "foldedName", descending: true },
  largest: { key: "fileSize", descending: true },
  smallest: { key: "fileSize", descending: false },
} as const satisfies Record<FileSort, { key: SortKey; descending: boolean }>;

/** A file and its name as stored for comparison: what was folded by an older Unicode keeps its place in the list. */
export type FoundFile = { file: FileRecord; foldedName: string };

const positionOf = ({ file, foldedName }: FoundFile, sort: FileSort): FilePosition => {
  const { key } = walks[sort];
  const { fileId, fileSize } = file;
  return { key: key === null ? null : { foldedName, fileSize }[key], fileId };
};

/** The first `limit` of `found`, which holds one file more where there are more. */
export const filePage = (found: FoundFile[], sort: FileSort, limit: number): FilePage => {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    files: found.slice(0, limit).map(({ file }) => file),
    next: last ? positionOf(last, sort) : null,
  };
};
