import { addMs, newWorkerRunId, toInstant } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startHeartbeat } from "./heartbeat.ts";
import { createQueueLoop } from "./queue-loop.ts";
import { photo } from "./render/sample-pictures.ts";
import { succeedWorker } from "./succeed-worker.ts";
import { openTestServices, type TestServices } from "./test-services.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const workers = () => bench.services.db.runs.listWorkers();
const pulse = () => ({ inFlight: () => 0, lastTurn: bench.services.now, queueSilentSince: () => null });
const beat = async () => {
  const { stop } = startHeartbeat(bench.services, pulse());
  await expect.poll(workers).toHaveLength(1);
  const [run] = await workers();
  await stop();
  return run?.details ?? {};
};

test("workers side by side have a word each, and one that stops in order takes its own away", async () => {
  const beats = [startHeartbeat(bench.services, pulse()), startHeartbeat(bench.services, pulse())];
  await expect.poll(workers).toHaveLength(2);
  await beats[0]?.stop();
  expect(await workers()).toHaveLength(1);
  await beats[1]?.stop();
  expect(await workers()).toEqual([]);
});

test("a word that is on its way when the worker stops does not outlast it", async () => {
  const { runs } = bench.services.db;
  const put = runs.put;
  const arrived = Promise.withResolvers<void>();
  runs.put = async (run) => {
    await arrived.promise;
    await put(run);
  };
  const { stop } = startHeartbeat(bench.services, pulse());
  const stopped = stop();
  arrived.resolve();
  await stopped;
  expect(await workers()).toEqual([]);
});

test("a database that hangs keeps no worker from stopping", async () => {
  bench.services.db.runs.put = () => new Promise<never>(() => {});
  const begun = performance.now();
  await startHeartbeat(bench.services, pulse()).stop();
  expect(performance.now() - begun).toBeLessThan(4_000);
});

test("a worker takes the place of one that fell silent before it started, not of two, and of none that speaks", async () => {
  const { db, now } = bench.services;
  const word = async () => {
    const run = { id: newWorkerRunId(now()), at: toInstant(now()), details: {} };
    await db.runs.put(run);
    return run;
  };
  const missing = await word();
  bench.advance(1_000);
  const replaced = await word();
  bench.advance(1_000);
  const startedAt = toInstant(now());
  expect(await succeedWorker(bench.services, startedAt)).toBe(false);
  bench.advance(29_000);
  const speaking = await word();
  expect(await succeedWorker(bench.services, startedAt)).toBe(false);
  expect(await workers()).toHaveLength(3);
  bench.advance(1_000);
  expect(await succeedWorker(bench.services, startedAt)).toBe(true);
  expect(await workers()).toEqual([speaking, missing]);
  expect(await db.runs.get(replaced.id)).toBeNull();
});

test("of workers that died one after the other, each started in place of the one before, none is missing", async () => {
  const { db, now } = bench.services;
  const word = async (livedMs: number) => {
    const startedAt = toInstant(now());
    const id = newWorkerRunId(now());
    bench.advance(livedMs);
    await db.runs.put({ id, at: toInstant(now()), details: { startedAt } });
  };
  for (const livedMs of [3_600_000, 0, 20_000, 29_999]) await word(livedMs);
  bench.advance(1_000);
  const startedAt = toInstant(now());
  bench.advance(30_001);
  expect(await succeedWorker(bench.services, startedAt)).toBe(true);
  expect(await workers()).toEqual([]);
});

test("a worker that had stood in its place when it died is missing beside another that did", async () => {
  const { db, now } = bench.services;
  const died = async () => {
    const run = {
      id: newWorkerRunId(now()),
      at: toInstant(addMs(now(), 30_000)),
      details: { startedAt: toInstant(now()) },
    };
    await db.runs.put(run);
    return run;
  };
  const missing = await died();
  bench.advance(1_000);
  await died();
  bench.advance(31_000);
  const startedAt = toInstant(now());
  bench.advance(30_001);
  expect(await succeedWorker(bench.services, startedAt)).toBe(true);
  expect(await workers()).toEqual([missing]);
});

test("since when the queue is silent is told", async () => {
  const since = bench.services.now();
  const { stop } = startHeartbeat(bench.services, { ...pulse(), queueSilentSince: () => since });
  await expect.poll(async () => (await workers())[0]?.details["queueSilentSince"]).toBe(since.toISOString());
  await stop();
});

test("a worker that has done nothing says so, and how its process is", async () => {
  expect(await beat()).toMatchObject({
    startedAt: bench.services.now().toISOString(),
    inFlight: 0,
    jobsDone: 0,
    jobsFailed: 0,
    jobsSetAside: 0,
    thumbnailP99Ms: null,
    memoryRssBytes: expect.any(Number),
  });
});

test("jobs done, refused, failed and set aside are told, with the time that thumbnails took", async () => {
  const { queue } = bench.services;
  const good = await bench.addFile(await (await photo(400, 300)).jpeg().toBuffer());
  const damaged = await bench.addFile(new Uint8Array(100));
  for (const { userId, fileId } of [good, damaged]) await queue.send({ type: "thumbnail", userId, fileId });
  bench.storage.sendText("not ours");
  const loop = createQueueLoop(bench.services, { pollMs: 10 });
  loop.start();
  await expect.poll(async () => (await queue.depth()) + loop.inFlight(), { timeout: 10_000 }).toBe(0);
  const get = bench.services.db.files.get;
  bench.services.db.files.get = () => Promise.reject(new Error("not now"));
  await queue.send({ type: "thumbnail", userId: good.userId, fileId: good.fileId });
  await expect.poll(() => bench.services.figures.read()["jobsFailed"]).toBe(1);
  bench.services.db.files.get = get;
  await loop.stop(5_000);
  const details = await beat();
  expect(details).toMatchObject({
    jobsDone: 2,
    jobsFailed: 1,
    jobsSetAside: 1,
    thumbnailsReady: 1,
    thumbnailsRefused: 1,
    thumbnailCount: 2,
  });
  expect(Number(details["thumbnailP50Ms"])).toBeGreaterThan(0);
});

test("what is written is a handful of figures, whatever was done", async () => {
  for (let job = 0; job < 10_000; job++) bench.services.figures.done("thumbnail", "ready", job);
  expect(JSON.stringify(await beat()).length).toBeLessThan(1_000);
});
