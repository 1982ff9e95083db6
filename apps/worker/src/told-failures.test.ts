import { HOUR_MS, MINUTE_MS, newUuidV7, toInstant, unavailable } from "@cloudpix/domain";
import { recordTelemetry, type Told } from "@cloudpix/telemetry/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startHeartbeat } from "./heartbeat.ts";
import { giveUp } from "./queue/give-up.ts";
import { inMessage } from "./queue/in-message.ts";
import { createQueueLoop } from "./queue-loop.ts";
import type { Services } from "./services.ts";
import { finishClosedAccounts } from "./sweeps/finish-closed-accounts.ts";
import { finishPurges } from "./sweeps/finish-purges.ts";
import { runSweeps } from "./sweeps/run-sweeps.ts";
import { startSchedule } from "./sweeps/schedule.ts";
import { openTestServices, type TestServices } from "./test-services.ts";

// What an operator finds in Application Insights of the worker's failures, beside the log.

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
afterEach(async () => {
  vi.useRealTimers();
  await bench.close();
});

test("a queue that does not answer is an exception for each time it was asked", async () => {
  bench.storage.setOutage({ queue: true });
  const loop = createQueueLoop(services, { pollMs: 10 });
  loop.start();
  await expect.poll(() => told.exceptions.length).toBeGreaterThanOrEqual(2);
  await loop.stop(5_000);
  expect(told.exceptions.slice(0, 2)).toMatchObject([
    { error: { code: "dependency.unavailable" }, facts: { during: "receiving", failures: 1 } },
    { facts: { during: "receiving", failures: 2 } },
  ]);
});

test("a job that could not be settled is an exception", async () => {
  // Of a file that is gone, so that nothing is drawn.
  const [userId, fileId] = [newUuidV7(services.now()), newUuidV7(services.now())];
  services.queue.remove = () => Promise.reject(unavailable(new Error("no answer")));
  services.queue.renew = services.queue.remove;
  await services.queue.send({ type: "thumbnail", userId, fileId });
  const loop = createQueueLoop(services, { pollMs: 10 });
  loop.start();
  await expect
    .poll(() => told.exceptions)
    .toMatchObject([
      { sentence: "job failed for now", facts: { job: "thumbnail", deliveries: 1 } },
      { facts: { during: "settling", job: "thumbnail", deliveries: 1 } },
    ]);
  await loop.stop(5_000);
});

test("a message that is set aside is an exception of the operation that sent it, with the reason", async () => {
  const { userId, fileId } = await bench.addFile(new Uint8Array(10));
  await services.queue.send({ type: "thumbnail", userId, fileId, requestId: "request-1", traceparent });
  const [delivery] = await services.queue.receive(1, 1_000);
  if (delivery === undefined) throw new Error("the message is gone");
  let parent: string | undefined;
  const { telemetry } = services;
  services.telemetry = {
    ...telemetry,
    trackException: (error, facts) => {
      parent = telemetry.traceParent();
      telemetry.trackException(error, facts);
    },
  };
  await inMessage(services, delivery, () =>
    giveUp(services, delivery, unavailable(new Error("403 of the blob"))),
  );
  expect(told.exceptions).toMatchObject([
    {
      error: { name: "MessageSetAside", message: expect.stringContaining("403 of the blob") },
      facts: { job: "thumbnail", deliveries: 1, requestId: "request-1" },
    },
  ]);
  expect(parent).toBe(traceparent);
});

test("a heartbeat that cannot be written is an exception", async () => {
  services.db.runs.put = () => Promise.reject(unavailable(new Error("database gone")));
  const { stop } = startHeartbeat(services, {
    inFlight: () => 0,
    lastTurn: services.now,
    queueSilentSince: () => null,
  });
  await expect.poll(() => told.exceptions).toMatchObject([{ facts: { during: "heartbeat" } }]);
  await stop();
});

test("a file whose bytes cannot be removed is a warning and an exception, and so is an account", async () => {
  const { userId, fileId } = await bench.addFile(new Uint8Array(10), { status: "purging" });
  const closed = await bench.addUser({ closedAt: toInstant(services.now()) });
  await bench.addFile(new Uint8Array(10), { userId: closed.userId });
  bench.advance(MINUTE_MS);
  bench.storage.setOutage({ blobs: true });
  const { signal } = new AbortController();
  const { counts } = await runSweeps(services, { finishPurges, finishClosedAccounts }, { signal });
  expect(counts).toEqual({
    purgesFinished: 0,
    purgesLeft: 1,
    accountsRemoved: 0,
    accountsLeft: 1,
    accountsFailed: 1,
    sweepsFailed: 0,
  });
  expect(told.exceptions).toMatchObject([
    {
      error: { code: "dependency.unavailable" },
      sentence: "purge left for the next run",
      facts: { userId, fileId },
    },
    { sentence: "closed account left for the next run", facts: { userId: closed.userId } },
  ]);
});

test("a clean-up that could not remove something is a failed operation and says in its record how much", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  await bench.addFile(new Uint8Array(10), { status: "purging" });
  bench.advance(MINUTE_MS);
  services.blobs = { ...services.blobs, removeFolder: () => Promise.reject(unavailable(new Error("403"))) };
  const schedule = startSchedule(services, {
    cleanupCron: "0 0 29 2 *",
    trashDays: 30,
    isWorkingOn: () => false,
  });
  await vi.advanceTimersByTimeAsync(MINUTE_MS / 10);
  await expect
    .poll(() => told.spans.filter(({ name }) => name === "cleanup"))
    .toMatchObject([{ state: "failed", attributes: { sweepsFailed: 0, removalsFailed: 1 } }]);
  await schedule.stop();
  expect(told.events).toMatchObject([{ name: "cleanup_completed", facts: { removalsFailed: 1 } }]);
  expect(await services.db.runs.get("cleanup")).toMatchObject({ details: { removalsFailed: 1 } });
});

test("a clean-up in which a sweep failed is a failed operation; one in which none did is none", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  const begin = () =>
    startSchedule(services, { cleanupCron: "0 0 29 2 *", trashDays: 30, isWorkingOn: () => false });
  const cleanUps = () => told.spans.filter(({ name }) => name === "cleanup");
  bench.storage.setOutage({ blobs: true });
  const first = begin();
  await vi.advanceTimersByTimeAsync(MINUTE_MS / 10);
  await expect.poll(cleanUps).toMatchObject([{ state: "failed", attributes: { sweepsFailed: 1 } }]);
  expect(told.exceptions).toMatchObject([{ facts: { sweep: "removeOrphanBlobs" } }]);
  await first.stop();
  bench.storage.setOutage({});
  bench.advance(HOUR_MS);
  const second = begin();
  await vi.advanceTimersByTimeAsync(MINUTE_MS / 10);
  await expect
    .poll(cleanUps)
    .toMatchObject([{ state: "failed" }, { state: "ended", attributes: { sweepsFailed: 0 } }]);
  await second.stop();
});
