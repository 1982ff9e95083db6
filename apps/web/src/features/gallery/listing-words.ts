import type { FileKind, FileSort } from "@cloudpix/domain";
import type { FileListing } from "../files/file-listing.ts";

/** What people call the files of each kind. */
export const kindLabels: Record<FileKind, string> = {
  image: "Photos",
  video: "Videos",
  audio: "Audio",
  document: "Documents",
  other: "Other",
};

export const sortLabels: Record<FileSort, string> = {
  newest: "Newest first",
  oldest: "Oldest first",
  name: "Name, A to Z",
  name_desc: "Name, Z to A",
  largest: "Largest first",
  smallest: "Smallest first",
};

const crowd: Record<FileKind, string> = {
  image: "photos",
  video: "videos",
  audio: "audio files",
  document: "documents",
  other: "other files",
};

/** Why a narrowed list is empty. */
export const nothingFoundWords = ({ q, kind }: Pick<FileListing, "q" | "kind">): string => {
  if (q === "") return kind === null ? "There are no files here." : `You have no ${crowd[kind]}.`;
  return `Nothing found for “${q}”${kind === null ? "" : ` among your ${crowd[kind]}`}.`;
};

/** How many files a narrowed list shows, for those who do not see it. `hasMore`: its end has not been read yet. */
export const foundWords = (count: number, hasMore: boolean): string =>
  hasMore ? `More than ${count} files found` : count === 1 ? "1 file found" : `${count} files found`;
