import { AppError, SECOND_MS } from "@cloudpix/domain";
import type { Database } from "../database.ts";
import { prepareFile, requireReadable } from "./prepare-file.ts";
import { openConnection } from "./sqlite-connection.ts";
import { createSqliteDatabase } from "./sqlite-database.ts";
import { isDamage } from "./sqlite-failure.ts";
import type { SqliteLog } from "./write-turns.ts";

export type SqliteOptions = {
  /** The path of the file, made when it is missing; its folder must be there. ":memory:" for one that is forgotten. */
  file: string;
  /** How long a call may wait for a lock that another process holds. 5 s unless given. */
  lockDeadlineMs?: number;
  /** Changes nothing: not the data, nor its tables to those of today; and makes no file. */
  readOnly?: boolean;
  log?: SqliteLog;
};

/**
 * Opens the embedded database. Several processes may open the same file, also for the first time at the same moment.
 * Calls never hold the event loop for long; a lock held longer than the deadline is `dependency.unavailable`.
 * @throws AppError `dependency.unavailable` when the file cannot be opened; `internal`, with a sentence for the
 * operator, when SQLite is too old, the file is damaged, was written by a newer CloudPix (to be read alone: or by an
 * older one), or lies where WAL does not work
 */
export const openSqlite = async (options: SqliteOptions): Promise<Database> => {
  const { file, lockDeadlineMs = 5 * SECOND_MS, readOnly = false, log } = options;
  const connection = openConnection({ file, lockDeadlineMs, readOnly, log });
  try {
    await (readOnly ? requireReadable(connection, file) : prepareFile(connection, file));
  } catch (error) {
    await connection.close();
    if (!isDamage(error)) throw error;
    throw new AppError("internal", {
      message: `The file ${file} is damaged or is no database. Please bring back its last copy, or move it away to begin anew.`,
      cause: error,
    });
  }
  return createSqliteDatabase(connection);
};
