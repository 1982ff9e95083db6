import { afterEach, beforeEach, expect, test } from "vitest";
import { startHeartbeat } from "./heartbeat.ts";
import { createQueueLoop } from "./queue-loop.ts";
import { photo } from "./render/sample-pictures.ts";
import { openTestServices, type TestServices } from "./test-services.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const beat = async () => {
  const { stop } = startHeartbeat(bench.services, { inFlight: () => 0, lastTurn: bench.services.now });
  stop();
  await expect.poll(() => bench.services.db.runs.get("worker-heartbeat")).not.toBeNull();
  return (await bench.services.db.runs.get("worker-heartbeat"))?.details ?? {};
};

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
