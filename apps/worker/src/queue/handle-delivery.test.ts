import { limits, unavailable } from "@cloudpix/domain";
import { recordTelemetry, type Told } from "@cloudpix/telemetry/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { photo } from "../render/sample-pictures.ts";
import type { Services } from "../services.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { handleDelivery } from "./handle-delivery.ts";
import { inMessage } from "./in-message.ts";
import { createLane } from "./lane.ts";

const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

let bench: TestServices;
let services: Services;
let told: Told;
beforeEach(async () => {
  bench = await openTestServices();
  const recorded = recordTelemetry();
  told = recorded.told;
  services = { ...bench.services, telemetry: recorded.telemetry };
});
afterEach(() => bench.close());

const lane = createLane(1);
const handle = async (over: { deliveries?: number } = {}) => {
  const [received] = await services.queue.receive(1, 1_000);
  if (received === undefined) throw new Error("the message is gone");
  const delivery = Object.assign(received, over);
  await inMessage(services, delivery, () => handleDelivery(services, delivery, lane, 1_000));
};

const ask = async () => {
  const jpeg = await (await photo(400, 300)).jpeg().toBuffer();
  const { userId, fileId } = await bench.addFile(jpeg);
  await services.queue.send({ type: "thumbnail", userId, fileId, requestId: "request-1", traceparent });
};

test("a job goes on with the operation of its message and tells its outcome, its time and its event", async () => {
  await ask();
  await handle();
  const attributes = { deliveries: 1, requestId: "request-1", outcome: "ready" };
  expect(told.spans).toMatchObject([
    { name: "thumbnail", kind: "consumer", parent: traceparent, state: "ended", attributes },
  ]);
  expect(told.metrics).toMatchObject([{ name: "thumbnail_duration_ms", facts: { kind: "image" } }]);
  expect(told.events).toMatchObject([{ name: "thumbnail_ready" }]);
});

test("a job that fails is reported once, and its message comes again", async () => {
  await ask();
  bench.storage.setOutage({ blobs: true });
  await handle({ deliveries: 2 });
  expect(told.spans).toMatchObject([{ name: "thumbnail", state: "failed" }]);
  expect(told.exceptions).toMatchObject([
    { error: { code: "dependency.unavailable" }, facts: { job: "thumbnail", deliveries: 2 } },
  ]);
  expect(await services.queue.depth()).toBe(1);
});

test("a message that cannot be removed when its job is done is a failure too", async () => {
  await ask();
  services.queue = { ...services.queue, remove: () => Promise.reject(unavailable(new Error("no answer"))) };
  await handle();
  expect(told.spans).toMatchObject([{ state: "failed", attributes: { outcome: "ready" } }]);
  expect(told.exceptions).toMatchObject([{ sentence: "job failed for now", facts: { job: "thumbnail" } }]);
});

test("a message that is set aside is a failed piece of work, also where no job was begun", async () => {
  await ask();
  await handle({ deliveries: limits.deliveries + 1 });
  bench.storage.sendText("{ not ours");
  await handle();
  expect(told.spans).toMatchObject([
    { name: "thumbnail", parent: traceparent, state: "failed" },
    { name: "(unknown)", parent: undefined, state: "failed" },
  ]);
  expect(told.exceptions.map(({ error }) => error)).toMatchObject([
    { name: "MessageSetAside" },
    { name: "MessageSetAside" },
  ]);
});

test("who waits for a place begins while the queue is still asked to settle the one before", async () => {
  const settling = Promise.withResolvers<boolean>();
  services.queue = { ...services.queue, remove: () => settling.promise };
  await ask();
  const first = handle();
  await expect.poll(() => told.events.length, { timeout: 10_000 }).toBe(1);
  await expect.poll(lane.free).toBe(1);
  expect(told.spans).toMatchObject([{ state: "under way" }]);
  settling.resolve(true);
  await first;
});
