import type { FilePosition } from "@cloudpix/db";
import { FileId, type FileRecord, type FileSort, foldName } from "@cloudpix/domain";

type Key = "time" | "name" | "size";

const keys: Record<FileSort, Key> = {
  newest: "time",
  oldest: "time",
  name: "name",
  name_desc: "name",
  largest: "size",
  smallest: "size",
};

const fileIdLength = 36;

/**
 * A file's place in a list under `sort`, as text for a cursor; at most 300 bytes. It holds the name as it is: folding
 * it can make it ten times as long.
 */
export const writePosition = ({ fileId, fileName, fileSize }: FileRecord, sort: FileSort): string =>
  fileId + { time: "", name: fileName, size: String(fileSize) }[keys[sort]];

/** The place that {@link writePosition} wrote under the same `sort`. */
export const readPosition = (text: string, sort: FileSort): FilePosition => {
  const rest = text.slice(fileIdLength);
  const key = { time: null, name: foldName(rest), size: Number(rest) }[keys[sort]];
  return { key, fileId: FileId.parse(text.slice(0, fileIdLength)) };
};
