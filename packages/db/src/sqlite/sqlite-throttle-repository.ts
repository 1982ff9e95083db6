import { z } from "zod";
import type { ThrottleRepository } from "../repositories/throttle-repository.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

const CountRow = z.object({ count: z.int() });

const hit = `INSERT INTO throttles (key, resetMs, count) VALUES (:key, :resetMs, 1)
  ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count`;
const over = `DELETE FROM throttles WHERE (key, resetMs) IN (
  SELECT key, resetMs FROM throttles WHERE resetMs <= :nowMs LIMIT :limit)`;

/** Counters in SQLite, exact across the processes that share the file. */
export const createSqliteThrottleRepository = (connection: SqliteConnection): ThrottleRepository => ({
  hit: async (key, windowMs, nowMs) => {
    const resetMs = (Math.floor(nowMs / windowMs) + 1) * windowMs;
    const rows = await connection.write((sql) => sql.all(hit, { key, resetMs }));
    return { ...CountRow.parse(rows[0]), resetMs };
  },
  removeOver: (nowMs, limit) => connection.write((sql) => sql.run(over, { nowMs, limit })),
});
