import { DatabaseSync } from "node:sqlite";
import { z } from "zod";

const Columns = z.array(z.object({ name: z.string(), hidden: z.int() }));
const generated = 2;

/**
 * Copies one file's row `count` times for `userId`, under ids in the order of time, past the API: a hundred thousand
 * uploads would take hours. Only the ids differ, which is all that a list looks at.
 */
export const addManyFiles = (
  database: string,
  of: { fileId: string; userId: string },
  count: number,
): void => {
  const sql = new DatabaseSync(database);
  try {
    sql.exec("PRAGMA busy_timeout = 5000");
    const columns = Columns.parse(sql.prepare("SELECT name, hidden FROM pragma_table_xinfo('files')").all())
      .filter(({ hidden }) => hidden !== generated)
      .map(({ name }) => name);
    const copied = columns.filter((name) => name !== "userId" && name !== "fileId");
    sql
      .prepare(`INSERT INTO files (userId, fileId, ${copied.join(", ")})
        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count)
        SELECT :userId, printf('0190%04x-%04x-7000-8000-%012x', n / 65536, n % 65536, abs(random()) % 281474976710656),
          ${copied.join(", ")} FROM number, (SELECT * FROM files WHERE fileId = :fileId)`)
      .run({ count, userId: of.userId, fileId: of.fileId });
  } finally {
    sql.close();
  }
};
