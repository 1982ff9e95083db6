import type { Database } from "../database.ts";
import { createSqliteAccessTokenRepository } from "./sqlite-access-token-repository.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { createSqliteFileRepository } from "./sqlite-file-repository.ts";
import { createSqliteRunRepository } from "./sqlite-run-repository.ts";
import { createSqliteShareLinkRepository } from "./sqlite-share-link-repository.ts";
import { createSqliteThrottleRepository } from "./sqlite-throttle-repository.ts";
import { createSqliteUserRepository } from "./sqlite-user-repository.ts";

/** All repositories over one connection whose tables are there; closing the database closes the connection. */
export const createSqliteDatabase = (connection: SqliteConnection): Database => ({
  users: createSqliteUserRepository(connection),
  files: createSqliteFileRepository(connection),
  shareLinks: createSqliteShareLinkRepository(connection),
  accessTokens: createSqliteAccessTokenRepository(connection),
  throttles: createSqliteThrottleRepository(connection),
  runs: createSqliteRunRepository(connection),
  ping: async () => {
    // Unlike `SELECT 1`, this reads the file.
    await connection.read((sql) => sql.all("PRAGMA schema_version"));
  },
  close: connection.close,
});
