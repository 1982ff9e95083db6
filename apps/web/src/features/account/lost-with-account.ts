import type { UsageView } from "@cloudpix/domain";
import { countWords } from "../../ui/count-words.ts";
import { formatBytes } from "../../ui/format-bytes.ts";

/** What goes with an account, line by line; `usage` undefined while it is not known how much that is. */
export const lostWithAccount = (usage: Pick<UsageView, "files" | "trash"> | undefined): string[] => {
  const fileCount = usage === undefined ? 0 : usage.files.fileCount + usage.trash.fileCount;
  const files =
    fileCount === 0 || usage === undefined
      ? "All your files, also those in the trash"
      : `${countWords(fileCount, "file")} (${formatBytes(usage.files.bytes + usage.trash.bytes)}), those in the trash among them`;
  return [
    files,
    "Every link you have shared: whoever has one finds it closed at once",
    "Every access token and every session",
  ];
};
