import { join } from "node:path";
import type { Database } from "@cloudpix/db";
import { openCosmos, type WatchCosmos } from "@cloudpix/db/cosmos";
import { openSqlite } from "@cloudpix/db/sqlite";
import type { Log } from "@cloudpix/telemetry";
import type { Env } from "../env.ts";

/** Where the embedded database lies. */
export const sqliteFile = (env: Pick<Env, "DATA_DIR">): string => join(env.DATA_DIR, "cloudpix.sqlite");

type Options = {
  /** Hears what the drivers warn of. */
  log?: Log;
  /** Makes somebody see every operation on an account of Cosmos DB. */
  watch?: (endpoint: string) => WatchCosmos;
  /** Makes and brings up to date nothing that is missing or old. */
  readOnly?: boolean;
};

/** Opens the database that the settings name: the one of the web app, and of the operator who works on it from outside. */
export const openDatabase = (env: Env, { log, watch, readOnly = false }: Options = {}): Promise<Database> => {
  const told = log ? { log } : {};
  if (env.DATABASE === "sqlite") return openSqlite({ file: sqliteFile(env), readOnly, ...told });
  const endpoint = env.COSMOS_ENDPOINT ?? "";
  return openCosmos({
    endpoint,
    ...told,
    ...(watch ? { watch: watch(endpoint) } : {}),
    ...(env.COSMOS_KEY ? { key: env.COSMOS_KEY } : {}),
    databaseName: "cloudpix",
    // An account that is opened with its key is a developer's; elsewhere templates make the containers.
    createContainers: env.COSMOS_KEY !== undefined && !readOnly,
  });
};
