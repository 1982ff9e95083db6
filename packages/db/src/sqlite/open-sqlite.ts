import { AppError, SECOND_MS } from "@cloudpix/domain";
import { z } from "zod";
import type { Database } from "../database.ts";
import { migrate } from "./migrate.ts";
import { openConnection, type SqliteConnection } from "./sqlite-connection.ts";
import { createSqliteFileRepository } from "./sqlite-file-repository.ts";
import { createSqliteRunRepository } from "./sqlite-run-repository.ts";
import { createSqliteShareLinkRepository } from "./sqlite-share-link-repository.ts";
import { createSqliteThrottleRepository } from "./sqlite-throttle-repository.ts";
import { createSqliteUserRepository } from "./sqlite-user-repository.ts";
import { requireSqliteVersion } from "./sqlite-version.ts";
import type { SqliteLog } from "./write-turns.ts";

export type SqliteOptions = {
  /** The path of the file, made when it is missing; its folder must be there. ":memory:" for one that is forgotten. */
  file: string;
  /** How long a call may wait for a lock that another process holds. 5 s unless given. */
  lockDeadlineMs?: number;
  log?: SqliteLog;
};

const inMemory = ":memory:";
const VersionRow = z.object({ version: z.string() });
const JournalRow = z.object({ journal_mode: z.string() });

const prepareFile = async (connection: SqliteConnection, file: string): Promise<void> => {
  const version = await connection.read((sql) => sql.all("SELECT sqlite_version() AS version"));
  requireSqliteVersion(VersionRow.parse(version[0]).version);
  const journal = await connection.write((sql) => sql.all("PRAGMA journal_mode = WAL"));
  if (file !== inMemory && JournalRow.parse(journal[0]).journal_mode !== "wal") {
    throw new AppError("internal", {
      message: `The database ${file} cannot use a write-ahead log where it lies. Please use a data folder on a local disk.`,
    });
  }
  // FULL: what was answered survives a power failure.
  await connection.write((sql) => sql.exec("PRAGMA synchronous = FULL"));
  await migrate(connection, file);
};

/**
 * Opens the embedded database. Several processes may open the same file, also for the first time at the same moment.
 * Calls never hold the event loop for long; a lock held longer than the deadline is `dependency.unavailable`.
 * @throws AppError `dependency.unavailable` when the file cannot be opened; `internal`, with a sentence for the
 * operator, when SQLite is too old, the file was written by a newer CloudPix, or lies where WAL does not work
 */
export const openSqlite = async (options: SqliteOptions): Promise<Database> => {
  const { file, lockDeadlineMs = 5 * SECOND_MS, log } = options;
  const connection = openConnection({ file, lockDeadlineMs, log });
  try {
    await prepareFile(connection, file);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    users: createSqliteUserRepository(connection),
    files: createSqliteFileRepository(connection),
    shareLinks: createSqliteShareLinkRepository(connection),
    throttles: createSqliteThrottleRepository(connection),
    runs: createSqliteRunRepository(connection),
    ping: async () => {
      // Unlike `SELECT 1`, this reads the file.
      await connection.read((sql) => sql.all("PRAGMA schema_version"));
    },
    close: connection.close,
  };
};
