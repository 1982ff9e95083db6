import { FileKind, FileSort, type FileView, foldName, limits, searchTerms } from "@cloudpix/domain";
import { z } from "zod";

/** Which of my files a list shows, and in which order. `q`: words that all occur in the name; `kind` null: all kinds. */
export const FileListing = z.object({ q: z.string(), kind: FileKind.nullable(), sort: FileSort });
export type FileListing = z.infer<typeof FileListing>;

/** All files, newest first. */
export const everything: FileListing = { q: "", kind: null, sort: "newest" };

const Asked = z.object({
  q: z
    .string()
    .transform((text) => text.trim().slice(0, limits.searchLength))
    .catch(""),
  kind: FileKind.nullable().catch(null),
  sort: FileSort.catch("newest"),
});

/** What an address asks for ("?q=beach&sort=name"); what it says wrongly counts as not said. */
export const readListing = (search: string): FileListing => {
  const asked = new URLSearchParams(search);
  return Asked.parse({ q: asked.get("q"), kind: asked.get("kind"), sort: asked.get("sort") });
};

/** The query of an address for this listing, "" for {@link everything}. */
export const writeListing = ({ q, kind, sort }: FileListing): string => {
  const asked = new URLSearchParams({
    ...(q === "" ? {} : { q }),
    ...(kind === null ? {} : { kind }),
    ...(sort === everything.sort ? {} : { sort }),
  });
  return asked.size === 0 ? "" : `?${asked}`;
};

/** True where only part of the files is shown. */
export const isNarrowed = ({ q, kind }: FileListing): boolean => q !== "" || kind !== null;

/** Whether the list shows this file, by the server's own rule. */
export const isListed = (file: Pick<FileView, "fileName" | "kind">, { q, kind }: FileListing): boolean => {
  const name = foldName(file.fileName);
  return (kind === null || file.kind === kind) && searchTerms(q).every((term) => name.includes(term));
};

type Placed = Pick<FileView, "fileId" | "fileName" | "fileSize">;

const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byTime = (a: Placed, b: Placed) => ascending(a.fileId, b.fileId);
const byName = (a: Placed, b: Placed) =>
  ascending(foldName(a.fileName), foldName(b.fileName)) || byTime(a, b);
const bySize = (a: Placed, b: Placed) => a.fileSize - b.fileSize || byTime(a, b);
const backwards = (order: typeof byTime) => (a: Placed, b: Placed) => order(b, a);

/** How each order compares two files: below 0 when the first comes first. Between equals the id decides, as on the server. */
export const fileOrders: Record<FileSort, (a: Placed, b: Placed) => number> = {
  newest: backwards(byTime),
  oldest: byTime,
  name: byName,
  name_desc: backwards(byName),
  largest: backwards(bySize),
  smallest: bySize,
};
