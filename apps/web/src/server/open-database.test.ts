import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { toInstant } from "@cloudpix/domain";
import { concerning, createLog } from "@cloudpix/telemetry";
import { startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { expect, test } from "vitest";
import { testEnv } from "../../test/run-world.ts";
import { openDatabase, sqliteFile } from "./open-database.ts";

/** Longer than what the driver bears without a word. */
const lockedMs = 1_200;

test("opened for reading alone, also with a key, an account of Cosmos DB is given no database that it lacks", async () => {
  await using cleanup = new AsyncDisposableStack();
  const cosmos = await startCosmosStandIn();
  cleanup.defer(() => cosmos.stop());
  const env = testEnv({ DATABASE: "cosmos", COSMOS_ENDPOINT: cosmos.endpoint, COSMOS_KEY: cosmos.key });
  const databases = async () => (await (await fetch(`${cosmos.endpoint}/dbs`)).json()).Databases;
  const db = await openDatabase(env, { readOnly: true });
  cleanup.defer(() => db.close());
  await db.runs.get("cleanup").catch(() => null);
  expect(await databases()).toEqual([]);
  await (await openDatabase(env)).close();
  expect(await databases()).toMatchObject([{ id: "cloudpix" }]);
});

test("what a driver warns of stands under the request that waited", async () => {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-database-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const env = testEnv({ DATA_DIR: folder });
  const lines: Record<string, unknown>[] = [];
  const log = createLog(
    { process: "test", level: "info" },
    { write: (line) => lines.push(JSON.parse(line)) },
  );
  const db = await openDatabase(env, { log });
  cleanup.defer(() => db.close());
  const other = new DatabaseSync(sqliteFile(env));
  other.exec("BEGIN IMMEDIATE");
  const asked = concerning(
    () => ({ requestId: "request-1" }),
    () => db.runs.put({ id: "cleanup", at: toInstant(new Date()), details: {} }),
  );
  const sinceMs = performance.now();
  await expect.poll(() => performance.now() - sinceMs, { timeout: 5_000 }).toBeGreaterThan(lockedMs);
  other.exec("ROLLBACK");
  other.close();
  await asked;
  expect(lines).toMatchObject([{ level: "warn", requestId: "request-1", waitedMs: expect.any(Number) }]);
});
