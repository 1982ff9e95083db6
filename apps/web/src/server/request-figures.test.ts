import { expect, test } from "vitest";
import { createRequestFigures } from "./request-figures.ts";

test("requests are counted by how they ended, and those under way until they do", () => {
  const figures = createRequestFigures();
  for (const status of [200, 201, 303, 404, 410, 503, 999]) {
    figures.begun();
    figures.ended({ status, durationMs: 10, complete: true, isOperation: true });
  }
  figures.begun();
  figures.begun();
  figures.ended({ status: 200, durationMs: 60_000, complete: false, isOperation: true });
  expect(figures.read()).toMatchObject({
    requests: 8,
    requests1xx: 0,
    requests2xx: 3,
    requests3xx: 1,
    requests4xx: 2,
    requests5xx: 2,
    requestsIncomplete: 1,
    requestsInFlight: 1,
    latencyCount: 7,
  });
});

test("the time of an answer that nobody waited for is no latency", () => {
  const figures = createRequestFigures();
  figures.begun();
  figures.ended({ status: 200, durationMs: 60_000, complete: false, isOperation: true });
  expect(figures.read()).toMatchObject({ latencyCount: 0, latencyP99Ms: null });
  figures.begun();
  figures.ended({ status: 200, durationMs: 20, complete: true, isOperation: true });
  expect(Number(figures.read()["latencyP50Ms"])).toBeCloseTo(20, -1);
});

test("probes and static files are counted, but say nothing of how long people wait", () => {
  const figures = createRequestFigures();
  figures.begun();
  figures.ended({ status: 503, durationMs: 2_000, complete: true, isOperation: false });
  expect(figures.read()).toMatchObject({ requests: 1, requests5xx: 1, latencyCount: 0, latencyMaxMs: null });
});

test("counting a request costs less than ten microseconds of the processor", () => {
  const figures = createRequestFigures();
  const before = process.cpuUsage();
  for (let index = 0; index < 100_000; index++) {
    figures.begun();
    figures.ended({ status: 200, durationMs: index % 300, complete: true, isOperation: true });
  }
  expect(process.cpuUsage(before).user / 100_000).toBeLessThan(10);
});
