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

test("whatever a job logs says which request, whose file and which message it is about", async () => {
  const file = await bench.addFile(Buffer.from("short"), { status: "verifying", fileSize: 4_000 });
  await send({ type: "verify", userId: file.userId, fileId: file.fileId, requestId });
  await expect.poll(() => lines("job done").length, { timeout: 10_000 }).toBe(1);
  expect(bench.logged).toHaveLength(2);
  for (const line of bench.logged) {
    expect(line).toMatchObject({
      requestId,
      userId: file.userId,
      fileId: file.fileId,
      type: "verify",
      messageId: expect.any(String),
    });
  }
});

test("a message that is set aside, or left to its lease, says so under the same id", async () => {
  const { queue, db } = bench.services;
  const file = await bench.addFile(Buffer.from("none"));
  db.files.get = () => Promise.reject(new Error("not now"));
  queue.renew = () => Promise.reject(new Error("no queue"));
  await send({ type: "thumbnail", userId: file.userId, fileId: file.fileId, requestId });
  await expect.poll(() => lines("left to the end of its lease").length).toBe(1);
  const about = { requestId, fileId: file.fileId, messageId: expect.any(String) };
  expect(lines("left to the end of its lease")).toMatchObject([about]);
});

test("work that nobody's request asked for has no id", async () => {
  const file = await bench.addFile(await (await photo(400, 300)).jpeg().toBuffer());
  await send({ type: "thumbnail", userId: file.userId, fileId: file.fileId });
  await expect.poll(() => lines("job done").length, { timeout: 10_000 }).toBe(1);
  expect(lines("job done")[0]).not.toHaveProperty("requestId");
});
