import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@cloudpix/db";
import { openCosmos } from "@cloudpix/db/cosmos";
import { openSqlite } from "@cloudpix/db/sqlite";
import { AppError, isAppError, SECOND_MS } from "@cloudpix/domain";
import { type AzureStorage, openAzureStorage } from "@cloudpix/storage/azure";
import { carryTrace, createTelemetry, type Log, type Telemetry, watchCosmos } from "@cloudpix/telemetry";
import type { Env } from "./env.ts";
import { createJobFigures } from "./job-figures.ts";
import { createRenderPool } from "./render/render-pool.ts";
import type { Services } from "./services.ts";

const betweenTriesMs = 2 * SECOND_MS;

// Two decodes fill two cores; the third picture in flight is on its way from or to storage.
const renderProcesses = 2;

const openDatabase = async (env: Env, log: Log, telemetry: Telemetry): Promise<Database> => {
  if (env.DATABASE === "cosmos" && env.COSMOS_ENDPOINT !== undefined) {
    return openCosmos({
      endpoint: env.COSMOS_ENDPOINT,
      ...(env.COSMOS_KEY === undefined ? {} : { key: env.COSMOS_KEY }),
      databaseName: "cloudpix",
      createContainers: env.COSMOS_KEY !== undefined,
      log,
      watch: watchCosmos(telemetry, env.COSMOS_ENDPOINT),
    });
  }
  await mkdir(env.DATA_DIR, { recursive: true });
  return openSqlite({ file: join(env.DATA_DIR, "cloudpix.sqlite"), log });
};

const openStorage = async (env: Env): Promise<AzureStorage> => {
  if (env.AZURE_STORAGE_CONNECTION_STRING !== undefined) {
    return openAzureStorage({ connectionString: env.AZURE_STORAGE_CONNECTION_STRING });
  }
  if (env.AZURE_STORAGE_ACCOUNT_URL !== undefined) {
    return openAzureStorage({ accountUrl: env.AZURE_STORAGE_ACCOUNT_URL });
  }
  throw new AppError("internal", { message: "No storage account is named in the settings." });
};

/** A start waits for what it depends on, as the running worker does; anything else ends it. */
const whenAvailable = async <Result>(telemetry: Telemetry, open: () => Promise<Result>): Promise<Result> => {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!isAppError(error) || error.code !== "dependency.unavailable") throw error;
      telemetry.trackFailure(error, "waiting for what the worker depends on", { during: "start" });
      await sleep(betweenTriesMs);
    }
  }
};

/** Opens everything the worker works with; waits while a dependency does not answer. `close` is the last thing to be called. */
export const openServices = async (
  env: Env,
  log: Log,
): Promise<{ services: Services; close: () => Promise<void> }> => {
  const telemetry = createTelemetry(log);
  const db = await whenAvailable(telemetry, () => openDatabase(env, log, telemetry));
  const storage = await openStorage(env);
  // Origins are the web app's business: with none, the CORS rule stays as it is.
  await whenAvailable(telemetry, () => storage.ensureReady({ allowedOrigins: [] }));
  const render = createRenderPool({ size: renderProcesses });
  const services: Services = {
    db,
    blobs: storage.blobs,
    queue: carryTrace(storage.queue, telemetry),
    render,
    telemetry,
    log,
    figures: createJobFigures(),
    now: () => new Date(),
  };
  return {
    services,
    close: async () => {
      render.close();
      await db.close();
    },
  };
};
