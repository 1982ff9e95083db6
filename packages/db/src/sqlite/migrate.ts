import { AppError, MINUTE_MS } from "@cloudpix/domain";
import { z } from "zod";
import { migrations } from "./schema.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** A step over a million files takes its time; whoever opens the file meanwhile waits for it. */
const stepDeadlineMs = MINUTE_MS;

const VersionRow = z.object({ user_version: z.int() });

const versionIn = (rows: unknown[]) => VersionRow.parse(rows[0]).user_version;

/** How many of today's steps a file has taken. @throws AppError `internal` when it was written by a newer CloudPix */
const stepsTaken = async (connection: SqliteConnection, file: string): Promise<number> => {
  const seen = versionIn(await connection.read((sql) => sql.all("PRAGMA user_version")));
  if (seen <= migrations.length) return seen;
  throw new AppError("internal", {
    message: `The database ${file} was written by a newer CloudPix (its version is ${seen}, this one knows ${migrations.length}). Please start the newer CloudPix, or use another data folder.`,
  });
};

/** @throws AppError `internal` when the file has not today's tables */
export const requireMigrated = async (connection: SqliteConnection, file: string): Promise<void> => {
  const seen = await stepsTaken(connection, file);
  if (seen === migrations.length) return;
  throw new AppError("internal", {
    message: `The database ${file} was written by an older CloudPix (its version is ${seen}, this one has ${migrations.length}). Please start this one once, which brings it up to date.`,
  });
};

/**
 * Brings a file to today's tables. Safe when several processes open it at the same moment: the one that gets the
 * lock takes the steps, the others find them taken.
 * @throws AppError `internal` when the file was written by a newer CloudPix
 */
export const migrate = async (connection: SqliteConnection, file: string): Promise<void> => {
  if ((await stepsTaken(connection, file)) === migrations.length) return;
  await connection.transaction((sql) => {
    const version = versionIn(sql.all("PRAGMA user_version"));
    for (const step of migrations.slice(version)) sql.exec(step);
    if (version < migrations.length) sql.exec(`PRAGMA user_version = ${migrations.length}`);
  }, stepDeadlineMs);
};
