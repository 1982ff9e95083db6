import { join } from "node:path";
import type { Database } from "@cloudpix/db";
import { openCosmos } from "@cloudpix/db/cosmos";
import { openSqlite } from "@cloudpix/db/sqlite";
import type { Env } from "../env.ts";

/** Where the embedded database lies. */
export const sqliteFile = (env: Pick<Env, "DATA_DIR">): string => join(env.DATA_DIR, "cloudpix.sqlite");

/** Opens the database that the settings name: the one of the web app, and of the operator who works on it from outside. */
export const openDatabase = (env: Env): Promise<Database> => {
  if (env.DATABASE === "sqlite") return openSqlite({ file: sqliteFile(env) });
  return openCosmos({
    endpoint: env.COSMOS_ENDPOINT ?? "",
    ...(env.COSMOS_KEY ? { key: env.COSMOS_KEY } : {}),
    databaseName: "cloudpix",
    // An account that is opened with its key is a developer's; elsewhere templates make the containers.
    createContainers: env.COSMOS_KEY !== undefined,
  });
};
