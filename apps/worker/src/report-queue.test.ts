import { MINUTE_MS } from "@cloudpix/domain";
import { createMemoryStorage } from "@cloudpix/storage/memory";
import { recordTelemetry } from "@cloudpix/telemetry/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startQueueReport } from "./report-queue.ts";

const message = { type: "thumbnail", userId: "user", fileId: "file" } as const;

let report: ReturnType<typeof startQueueReport>;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => {
  report.stop();
  vi.useRealTimers();
});

const begin = () => {
  const { queue, setOutage } = createMemoryStorage();
  const { telemetry, told } = recordTelemetry();
  return {
    queue,
    setOutage,
    told,
    start: () => (report = startQueueReport({ queue, telemetry })),
  };
};

test("how many messages wait and were set aside is measured at once, and again every minute", async () => {
  const { queue, told, start } = begin();
  await queue.send(message);
  await queue.send(message);
  start();
  await expect
    .poll(() => told.metrics)
    .toMatchObject([
      { name: "queue_depth", value: 2 },
      { name: "poison_depth", value: 0 },
    ]);
  const [delivery] = await queue.receive(1, 1_000);
  if (delivery === undefined) throw new Error("the message is gone");
  await queue.poison(delivery, "why");
  vi.advanceTimersByTime(MINUTE_MS);
  await expect
    .poll(() => told.metrics.slice(2))
    .toMatchObject([
      { name: "queue_depth", value: 1 },
      { name: "poison_depth", value: 1 },
    ]);
});

test("a queue that does not answer is a warning and an exception each minute, and is measured again when it is back", async () => {
  const { setOutage, told, start } = begin();
  setOutage({ queue: true });
  start();
  await expect.poll(() => told.exceptions.length).toBe(1);
  vi.advanceTimersByTime(MINUTE_MS);
  await expect
    .poll(() => told.exceptions)
    .toMatchObject([
      { sentence: "the queue was not measured", facts: { during: "measuring the queue" } },
      { sentence: "the queue was not measured", facts: { during: "measuring the queue" } },
    ]);
  expect(told.metrics).toEqual([]);
  setOutage({});
  vi.advanceTimersByTime(MINUTE_MS);
  await expect.poll(() => told.metrics.length).toBe(2);
});

test("nothing is measured after it was stopped", async () => {
  const { told, start } = begin();
  start();
  await expect.poll(() => told.metrics.length).toBe(2);
  report.stop();
  vi.advanceTimersByTime(MINUTE_MS * 5);
  expect(told.metrics).toHaveLength(2);
});
