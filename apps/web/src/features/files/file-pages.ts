import type { FileId, FileListView, FileView } from "@cloudpix/domain";
import type { InfiniteData } from "@tanstack/react-query";
import { type FileListing, fileOrders, isListed } from "./file-listing.ts";

/** The pages of a list of files as the cache holds them. */
export type FilePages = InfiniteData<FileListView, string | null>;

/** Every file of the pages once, in their order. A file that moved between two requests may be on two pages. */
export const filesOf = (pages: FilePages | undefined): FileView[] => {
  const byId = new Map<FileId, FileView>();
  for (const { files } of pages?.pages ?? [])
    for (const file of files) if (!byId.has(file.fileId)) byId.set(file.fileId, file);
  return [...byId.values()];
};

const mapFiles = (pages: FilePages, change: (files: FileView[]) => FileView[]): FilePages => ({
  ...pages,
  pages: pages.pages.map((page) => ({ ...page, files: change(page.files) })),
});

/** The server learns a picture's size when it draws it; until then the one that this device saw stays. */
const keepSize = (old: FileView, file: FileView): FileView =>
  file.width === undefined && isPending(file) && old.width !== undefined && old.height !== undefined
    ? { ...file, width: old.width, height: old.height }
    : file;

const find = ({ pages }: FilePages, fileId: FileId): FileView | undefined =>
  pages.flatMap(({ files }) => files).find((file) => file.fileId === fileId);

const insertFile = (
  pages: FilePages,
  file: FileView,
  order: (a: FileView, b: FileView) => number,
): FilePages => {
  const place = pages.pages.findIndex(
    ({ files, nextCursor }) => nextCursor === null || files.some((other) => order(file, other) < 0),
  );
  return {
    ...pages,
    pages: pages.pages.map((page, index) =>
      index === place ? { ...page, files: [...page.files, file].sort(order) } : page,
    ),
  };
};

/**
 * The pages of `listing` with `file` in its newest form, or without it where it is not listed. A file they do not have
 * yet comes to its place in their order, and so does one that has moved in it; one that belongs beyond the last page
 * that is there comes with its own page.
 */
export const putFile = (pages: FilePages, file: FileView, listing: FileListing): FilePages => {
  if (!isListed(file, listing)) return dropFile(pages, file.fileId);
  const order = fileOrders[listing.sort];
  const old = find(pages, file.fileId);
  if (old === undefined) return insertFile(pages, file, order);
  const newest = keepSize(old, file);
  return order(old, newest) === 0
    ? mapFiles(pages, (files) => files.map((other) => (other.fileId === file.fileId ? newest : other)))
    : insertFile(dropFile(pages, file.fileId), newest, order);
};

/** The pages without that file; the very same where they do not have it. */
export const dropFile = (pages: FilePages, fileId: FileId): FilePages =>
  find(pages, fileId) ? mapFiles(pages, (files) => files.filter((file) => file.fileId !== fileId)) : pages;

/** True while the server is still at work on it: its digest or its picture. */
export const isPending = ({ status, thumbnail }: Pick<FileView, "status" | "thumbnail">): boolean =>
  status === "verifying" || (status === "active" && thumbnail.state === "pending");
