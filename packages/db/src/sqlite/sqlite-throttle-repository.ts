import { z } from "zod";
import type { ThrottleRepository } from "../repositories/throttle-repository.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

const CountRow = z.object({ count: z.int() });

const hit = `INSERT INTO throttles (key, resetMs, count) VALUES (:key, :resetMs, 1)
  ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count`;
const unmark = "DELETE FROM throttles WHERE key = :key";
const mark = "INSERT INTO throttles (key, resetMs, count) VALUES (:key, :resetMs, 0)";
const marked = "SELECT count FROM throttles WHERE key = :key AND resetMs > :atMs LIMIT 1";
const over = `DELETE FROM throttles WHERE (key, resetMs) IN (
  SELECT key, resetMs FROM throttles WHERE resetMs <= :nowMs LIMIT :limit)`;

// A counter's windows and a mark lie in one table: a mark is a row that counts nothing.
const markKey = (key: string) => `mark:${key}`;

/** Counters and marks in SQLite, exact across the processes that share the file. */
export const createSqliteThrottleRepository = (connection: SqliteConnection): ThrottleRepository => ({
  hit: async (key, windowMs, nowMs) => {
    const resetMs = (Math.floor(nowMs / windowMs) + 1) * windowMs;
    const rows = await connection.write((sql) => sql.all(hit, { key, resetMs }));
    return { ...CountRow.parse(rows[0]), resetMs };
  },
  mark: (key, lastsMs, nowMs) =>
    connection.transaction((sql) => {
      sql.run(unmark, { key: markKey(key) });
      sql.run(mark, { key: markKey(key), resetMs: nowMs + lastsMs });
    }),
  isMarked: (key, atMs) =>
    connection.read((sql) => sql.all(marked, { key: markKey(key), atMs }).length === 1),
  removeOver: (nowMs, limit) => connection.write((sql) => sql.run(over, { nowMs, limit })),
});
