import type { UsageView } from "@cloudpix/domain";
import { countWords } from "../../ui/count-words.ts";

/** One part of a person's space. `share`: of all of it, 0–1. */
export type UsagePart = {
  key: "files" | "trash" | "moving" | "free";
  label: string;
  bytes: number;
  share: number;
  /** How many files that is, in words; "" where they are not counted. */
  count: string;
};

/**
 * A person's space by what is in it. What is neither among the files nor in the trash is on its way in or out. Nothing
 * is ever negative: counts and bytes are read one after the other, and a quota may have been lowered below what is used.
 */
export const usageParts = ({ usedBytes, quotaBytes, files, trash }: UsageView): UsagePart[] => {
  const counted = files.bytes + trash.bytes;
  const moving = Math.max(0, usedBytes - counted);
  const free = Math.max(0, quotaBytes - counted - moving);
  const whole = Math.max(1, counted + moving + free);
  const part = (key: UsagePart["key"], label: string, bytes: number, fileCount?: number): UsagePart => ({
    key,
    label,
    bytes,
    share: bytes / whole,
    count: fileCount === undefined ? "" : countWords(fileCount, "file"),
  });
  return [
    part("files", "Files", files.bytes, files.fileCount),
    part("trash", "Trash", trash.bytes, trash.fileCount),
    ...(moving > 0 ? [part("moving", "Being uploaded or removed", moving)] : []),
    part("free", "Free", free),
  ];
};
