import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Database } from "@cloudpix/db";
import { openSqlite } from "@cloudpix/db/sqlite";
import {
  addMs,
  type FileRecord,
  FileStatus,
  MINUTE_MS,
  newUuidV7,
  noThumbnail,
  toInstant,
} from "@cloudpix/domain";
import { type AzureStorage, openAzureStorage } from "@cloudpix/storage/azure";
import { type Azurite, startAzurite } from "@cloudpix/tooling/azurite";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { photo } from "./render/sample-pictures.ts";
import { sampleFile, sampleUser } from "./sample-records.ts";

const entry = fileURLToPath(new URL("./main.ts", import.meta.url));

type Worker = { child: ChildProcess; lines: Record<string, unknown>[]; ended: Promise<number | null> };

let folder: string;
let azurite: Azurite;
let storage: AzureStorage;
let db: Database;
let picture: Buffer;
const workers: Worker[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudpix-worker-"));
  azurite = await startAzurite({ folder: join(folder, "azurite") });
  storage = await openAzureStorage({ connectionString: azurite.connectionString });
  await storage.ensureReady({ allowedOrigins: [] });
  db = await openSqlite({ file: join(folder, "cloudpix.sqlite") });
  picture = await (await photo(6000, 4500)).jpeg({ quality: 90 }).toBuffer();
});
afterEach(async () => {
  for (const { child, ended } of workers.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
});
afterAll(async () => {
  await db.close();
  await azurite.stop();
  await rm(folder, { recursive: true, force: true });
});

const startWorker = (env: Record<string, string> = {}): Worker => {
  const child = spawn(process.execPath, [entry], {
    env: {
      DATA_DIR: folder,
      AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString,
      QUEUE_POLL_MS: "50",
      WORKER_HEALTH_PORT: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: Worker["lines"] = [];
  if (child.stdout) createInterface(child.stdout).on("line", (line) => lines.push(JSON.parse(line)));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const worker = { child, lines, ended };
  workers.push(worker);
  return worker;
};

const line = ({ lines }: Worker, message: string) => lines.find(({ msg }) => msg === message);

const ready = async (worker: Worker) => {
  await expect.poll(() => line(worker, "worker ready"), { timeout: 15_000 }).toBeDefined();
  return worker;
};

const addPicture = async (): Promise<FileRecord> => {
  const now = new Date();
  const file = sampleFile(now, { userId: newUuidV7(now), fileSize: picture.length });
  await db.files.create(file);
  await storage.blobs.write({ container: "cloudpix-files", name: file.blobName }, picture, file.contentType);
  await storage.queue.send({ type: "thumbnail", userId: file.userId, fileId: file.fileId });
  return file;
};

const stateOf = async ({ userId, fileId }: FileRecord) =>
  (await db.files.get(userId, fileId))?.thumbnail.state;

const inFlight = async (worker: Worker): Promise<number> => {
  const { healthPort: port } = line(worker, "worker ready") ?? { healthPort: undefined };
  const answer: unknown = await (await fetch(`http://localhost:${port}/health`)).json();
  return Number(typeof answer === "object" && answer && "inFlight" in answer ? answer.inFlight : Number.NaN);
};

const busy = (worker: Worker) =>
  expect.poll(() => inFlight(worker), { timeout: 15_000, interval: 5 }).toBeGreaterThan(0);

test("a worker killed in mid job loses nothing: the next one finishes the picture", async () => {
  const first = await ready(startWorker());
  const file = await addPicture();
  await busy(first);
  first.child.kill("SIGKILL");
  await first.ended;
  expect(await stateOf(file)).toBe("pending");
  await ready(startWorker());
  await expect.poll(() => stateOf(file), { timeout: 45_000 }).toBe("ready");
  await expect.poll(() => storage.queue.depth(), { timeout: 5_000 }).toBe(0);
}, 90_000);

test("SIGTERM under load ends the worker in order within ten seconds and loses nothing", async () => {
  const worker = await ready(startWorker());
  const files = await Promise.all(Array.from({ length: 8 }, addPicture));
  await busy(worker);
  const begun = performance.now();
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(line(worker, "worker stopped")).toBeDefined();
  await ready(startWorker());
  for (const file of files) await expect.poll(() => stateOf(file), { timeout: 60_000 }).toBe("ready");
}, 120_000);

/** A database of its own, with files of one user that wait to be purged, and what is left of them. */
const addPurges = async (count: number, over: Partial<FileRecord>) => {
  const data = await mkdtemp(join(folder, "data-"));
  const own = await openSqlite({ file: join(data, "cloudpix.sqlite") });
  const now = new Date();
  const fileSize = 10;
  const { userId } = sampleUser(now);
  await own.users.create(sampleUser(now, { userId, usedBytes: count * fileSize }));
  const statusDate = toInstant(addMs(now, -MINUTE_MS));
  const plain = { userId, fileSize, statusDate, thumbnail: noThumbnail() };
  for (let added = 0; added < count; added += 1) {
    await own.files.create(sampleFile(now, { ...plain, ...over }));
  }
  return {
    db: own,
    env: { DATA_DIR: data },
    left: async () => (await own.files.measure(userId, FileStatus.options)).fileCount,
    bytes: async () => ({
      used: (await own.users.get(userId))?.usedBytes,
      sum: await own.files.sumBytes(userId),
    }),
  };
};

const stopInOrder = async (worker: Worker) => {
  const begun = performance.now();
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(line(worker, "worker stopped")).toBeDefined();
};

test("SIGTERM while thousands of purges wait ends the worker in order; what is purged is whole, the rest is as it was", async () => {
  const purges = await addPurges(1_500, { status: "purging" });
  await purges.db.runs.put({ id: "cleanup", at: toInstant(new Date()), details: {} });
  const worker = await ready(startWorker(purges.env));
  await expect.poll(purges.left, { timeout: 30_000 }).toBeLessThan(1_450);
  await stopInOrder(worker);
  const { used, sum } = await purges.bytes();
  expect(sum).toBeGreaterThan(0);
  expect(used).toBe(sum);
  await purges.db.close();
}, 90_000);

test("SIGTERM while storage keeps a sweep waiting ends the worker in order too", async () => {
  const purges = await addPurges(400, { status: "purging" });
  const worker = await ready(startWorker(purges.env));
  await expect.poll(purges.left, { timeout: 30_000 }).toBeLessThan(390);
  process.kill(azurite.pid, "SIGSTOP");
  await stopInOrder(worker).finally(() => process.kill(azurite.pid, "SIGCONT"));
  const { used, sum } = await purges.bytes();
  expect(sum).toBeGreaterThan(0);
  expect(used).toBe(sum);
  await purges.db.close();
}, 60_000);

test("SIGTERM in mid clean-up ends the worker in order; the next worker goes on with it at once", async () => {
  const purges = await addPurges(400, { status: "trashed" });
  const env = { ...purges.env, TRASH_DAYS: "0" };
  const first = await ready(startWorker(env));
  await expect.poll(purges.left, { timeout: 30_000 }).toBeLessThan(380);
  await stopInOrder(first);
  const { used, sum } = await purges.bytes();
  expect(sum).toBeGreaterThan(0);
  expect(used).toBe(sum);
  expect(await purges.db.runs.get("cleanup")).toBeNull();
  await ready(startWorker(env));
  await expect.poll(() => purges.db.runs.get("cleanup"), { timeout: 60_000 }).not.toBeNull();
  expect(await purges.bytes()).toEqual({ used: 0, sum: 0 });
  await purges.db.close();
}, 120_000);

test("each running worker leaves its heartbeat; one that is killed leaves its last, one that stops in order none", async () => {
  const begun = toInstant(new Date());
  const words = async () => (await db.runs.listWorkers()).filter(({ at }) => at >= begun);
  const [stopping, dying] = await Promise.all([ready(startWorker()), ready(startWorker())]);
  await expect.poll(words, { timeout: 5_000 }).toHaveLength(2);
  stopping.child.kill("SIGTERM");
  expect(await stopping.ended).toBe(0);
  await expect.poll(words).toHaveLength(1);
  dying.child.kill("SIGKILL");
  await dying.ended;
  expect(await words()).toHaveLength(1);
}, 30_000);

test("a wrong setting ends the start with a sentence", async () => {
  const worker = startWorker({ TRASH_DAYS: "many" });
  expect(await worker.ended).toBe(1);
  expect(worker.lines.map(({ msg }) => msg)).toEqual([
    expect.stringContaining("TRASH_DAYS must be a number."),
  ]);
});
