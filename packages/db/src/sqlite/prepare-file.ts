import { AppError } from "@cloudpix/domain";
import { z } from "zod";
import { migrate, requireMigrated } from "./migrate.ts";
import { inMemory, type SqliteConnection } from "./sqlite-connection.ts";
import { requireSqliteVersion } from "./sqlite-version.ts";

const VersionRow = z.object({ version: z.string() });
const JournalRow = z.object({ journal_mode: z.string() });

const requireVersion = async (connection: SqliteConnection): Promise<void> => {
  const version = await connection.read((sql) => sql.all("SELECT sqlite_version() AS version"));
  requireSqliteVersion(VersionRow.parse(version[0]).version);
};

/**
 * Makes a freshly opened connection fit for use: SQLite new enough, durable writes, today's tables.
 * @throws AppError `internal` with a sentence for the operator
 */
export const prepareFile = async (connection: SqliteConnection, file: string): Promise<void> => {
  await requireVersion(connection);
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
 * Whether a freshly opened connection can be read as it is, without a change to the file.
 * @throws AppError `internal` with a sentence for the operator
 */
export const requireReadable = async (connection: SqliteConnection, file: string): Promise<void> => {
  await requireVersion(connection);
  await requireMigrated(connection, file);
};
