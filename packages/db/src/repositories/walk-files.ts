import type { FileRecord } from "@cloudpix/domain";
import type { Database } from "../database.ts";
import type { FilePosition, FileQuery } from "./file-repository.ts";

/**
 * All files of a list, page by page as a caller would; `between` is told the place each next page begins behind.
 * @throws Error when a page is longer than its limit, or shorter though others follow
 */
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
    const { length } = page.files;
    if (length > query.limit || (page.next && length < query.limit)) {
      throw new Error(`A page of ${query.limit} holds ${length} files.`);
    }
    seen.push(...page.files);
    after = page.next;
    if (after) await between(after);
  } while (after);
  return seen;
};
