import type { WorkMessage } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createQueueLoop, type QueueLoop } from "../queue-loop.ts";
import { photo } from "../render/sample-pictures.ts";
import { openTestServices, type TestServices } from "../test-services.ts";

let bench: TestServices;
let loop: QueueLoop;
beforeEach(async () => {
  bench = await openTestServices();
  loop = createQueueLoop(bench.services, { pollMs: 10 });
  loop.start();
});
afterEach(async () => {
  await loop.stop(5_000);
  await bench.close();
});

const requestId = "request-of-a-person-1";
const lines = (msg: string) => bench.logged.filter((line) => line["msg"] === msg);
const send = (message: WorkMessage) => bench.services.queue.send(message);

test("a job's line carries the id of the request that asked for it, and so does the work that follows from it", async () => {
  const file = await bench.addFile(await (await photo(400, 300)).jpeg().toBuffer());
  await bench.addLink(file);
  await send({ type: "thumbnail", userId: file.userId, fileId: file.fileId, requestId });
  await expect.poll(() => lines("job done").length, { timeout: 10_000 }).toBe(2);
  const about = { requestId, userId: file.userId, fileId: file.fileId, deliveries: 1 };
  expect(lines("job done")).toMatchObject([
    { ...about, type: "thumbnail", outcome: "ready" },
    { ...about, type: "open-graph" },
  ]);
});

test("a job that fails says so under the same id", async () => {
  const file = await bench.addFile(await (await photo(400, 300)).jpeg().toBuffer());
  bench.services.db.files.get = () => Promise.reject(new Error("not now"));
  await send({ type: "thumbnail", userId: file.userId, fileId: file.fileId, requestId });
  await expect.poll(() => lines("job failed for now").length).toBe(1);
  expect(lines("job failed for now")).toMatchObject([{ requestId, err: { message: "not now" } }]);
});

test("work that nobody's request asked for has no id", async () => {
  const file = await bench.addFile(await (await photo(400, 300)).jpeg().toBuffer());
  await send({ type: "thumbnail", userId: file.userId, fileId: file.fileId });
  await expect.poll(() => lines("job done").length, { timeout: 10_000 }).toBe(1);
  expect(lines("job done")[0]).not.toHaveProperty("requestId");
});
