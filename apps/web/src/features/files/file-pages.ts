import type { FileId, FileListView, FileView } from "@cloudpix/domain";
import type { InfiniteData } from "@tanstack/react-query";

/** The pages of "my files" as the cache holds them, newest first. */
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

/** The pages with `file` in its newest form; a file they do not have yet comes to its place by id on the first page. */
export const putFile = (pages: FilePages, file: FileView): FilePages => {
  if (pages.pages.some(({ files }) => files.some(({ fileId }) => fileId === file.fileId)))
    return mapFiles(pages, (files) => files.map((old) => (old.fileId === file.fileId ? file : old)));
  const [first, ...rest] = pages.pages;
  if (first === undefined) return pages;
  const files = [...first.files, file].sort((a, b) => (a.fileId < b.fileId ? 1 : -1));
  return { ...pages, pages: [{ ...first, files }, ...rest] };
};

/** The pages without that file. */
export const dropFile = (pages: FilePages, fileId: FileId): FilePages =>
  mapFiles(pages, (files) => files.filter((file) => file.fileId !== fileId));

/** True while the server is still at work on it: its digest or its picture. */
export const isPending = ({ status, thumbnail }: FileView): boolean =>
  status === "verifying" || (status === "active" && thumbnail.state === "pending");
