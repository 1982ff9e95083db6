import { addMs, newWorkerRunId, type RunRecord, toInstant } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { workerFigures } from "./worker-figures.ts";

const now = new Date("2026-03-01T12:00:00.000Z");
const ago = (seconds: number) => toInstant(addMs(now, -seconds * 1_000));
const worker = (seconds: number, details: RunRecord["details"] = {}): RunRecord => ({
  id: newWorkerRunId(now),
  at: ago(seconds),
  details: { lastTurn: ago(seconds), ...details },
});

test("counts of all living workers add up, of times the greatest is told, of moments the earliest", () => {
  const first = {
    jobsDone: 3,
    memoryRssBytes: 100,
    uptimeSeconds: 50,
    thumbnailP99Ms: null,
    startedAt: ago(50),
  };
  const second = {
    jobsDone: 4,
    memoryRssBytes: 120,
    uptimeSeconds: 70,
    thumbnailP99Ms: 9,
    startedAt: ago(70),
  };
  expect(workerFigures([worker(9, first), worker(2, second)], now)).toEqual({
    workersAlive: 2,
    workersStalled: 0,
    workersSilent: 0,
    workerHeartbeatAgeSeconds: 2,
    workerJobsDone: 7,
    workerMemoryRssBytes: 220,
    workerUptimeSeconds: 70,
    workerThumbnailP99Ms: 9,
    workerStartedAt: ago(70),
    workerLastTurn: ago(9),
    workerQueueSilentSince: null,
  });
});

test("a worker that fell silent is counted beside the living, and its figures are not theirs", () => {
  const figures = workerFigures([worker(31, { jobsDone: 100 }), worker(30, { jobsDone: 1 })], now);
  expect(figures).toMatchObject({ workersAlive: 1, workersSilent: 1, workerJobsDone: 1 });
});

test("one that fell silent over an hour before the newest word is history", () => {
  expect(workerFigures([worker(3_601), worker(0)], now)).toMatchObject({ workersSilent: 0 });
  expect(workerFigures([worker(3_599), worker(0)], now)).toMatchObject({ workersSilent: 1 });
});

test("where none lives, those that fell silent together are told, however long ago", () => {
  const words = [worker(90_000, { jobsDone: 2 }), worker(90_010, { jobsDone: 3 }), worker(99_000)];
  expect(workerFigures(words, now)).toMatchObject({
    workersAlive: 0,
    workersSilent: 2,
    workerHeartbeatAgeSeconds: 90_000,
    workerJobsDone: 5,
  });
});

test("a worker that speaks while its loop stands still is told", () => {
  const figures = workerFigures([worker(5, { lastTurn: ago(36) }), worker(5, { lastTurn: ago(34) })], now);
  expect(figures).toMatchObject({ workersAlive: 2, workersStalled: 1, workerLastTurn: ago(36) });
});

test("a worker whose clock runs ahead speaks now", () => {
  expect(workerFigures([worker(-20)], now)).toMatchObject({ workersAlive: 1, workerHeartbeatAgeSeconds: 0 });
});
