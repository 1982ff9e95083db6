export { openSqlite, type SqliteOptions } from "./open-sqlite.ts";
export type { SqliteLog } from "./write-turns.ts";
