import type { FileRecord } from "@cloudpix/domain";
import { expect } from "vitest";
import type { Database } from "../database.ts";
import type { FilePosition, FileQuery } from "./file-repository.ts";

/** All files of a list, page by page as a caller would; `between` is told the place each next page begins behind. */
export const walkFiles = async (
  db: Database,
  userId: string,
  query: FileQuery,
  between: (next: FilePosition) => Promise<unknown> = async () => undefined,
): Promise<FileRecord[]> => {
  const seen: FileRecord[] = [];
  let after: FilePosition | null = null;
  do {
    const page = await db.files.list(userId, { ...query, ...(after ? { after } : {}) });
    expect(page.files.length).toBeLessThanOrEqual(query.limit);
    expect(page.next === null || page.files.length === query.limit).toBe(true);
    seen.push(...page.files);
    after = page.next;
    if (after) await between(after);
  } while (after);
  return seen;
};
