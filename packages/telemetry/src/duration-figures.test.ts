import { expect, test } from "vitest";
import { createDurationFigures } from "./duration-figures.ts";

const minute = 60_000;

test("percentiles are those of what was recorded, to 5 %", () => {
  const figures = createDurationFigures(5 * minute, () => 0);
  for (let ms = 1_000; ms >= 1; ms--) figures.record(ms);
  const { count, p50Ms, p95Ms, p99Ms, maxMs } = figures.read();
  expect(count).toBe(1_000);
  for (const [measured, truth] of [
    [p50Ms, 500],
    [p95Ms, 950],
    [p99Ms, 990],
    [maxMs, 1_000],
  ] as const) {
    expect(measured).toBeGreaterThanOrEqual(truth * 0.99);
    expect(measured).toBeLessThanOrEqual(truth * 1.06);
  }
});

test("one slow among a hundred is the 99th percentile's business, not the median's", () => {
  const figures = createDurationFigures(minute, () => 0);
  for (let index = 0; index < 98; index++) figures.record(2);
  figures.record(5_000);
  figures.record(5_000);
  const { p50Ms, p99Ms } = figures.read();
  expect(p50Ms).toBeLessThan(2.2);
  expect(p99Ms).toBeGreaterThan(4_900);
});

test("nothing recorded is told as nothing, not as zero", () => {
  const figures = createDurationFigures(minute, () => 0);
  expect(figures.read()).toEqual({ count: 0, p50Ms: null, p95Ms: null, p99Ms: null, maxMs: null });
});

test("what is older than the window is forgotten, also after a long silence", () => {
  let now = 0;
  const figures = createDurationFigures(minute, () => now);
  figures.record(1_000);
  now = 30_000;
  figures.record(10);
  now = 59_000;
  expect(figures.read().count).toBe(2);
  now = 61_000;
  expect(figures.read()).toMatchObject({ count: 1 });
  expect(figures.read().p99Ms).toBeLessThan(11);
  now = 1_000 * minute;
  expect(figures.read().count).toBe(0);
  figures.record(7);
  expect(figures.read().count).toBe(1);
});

test.each([0, -1, 0.000_1, 1e12, Number.POSITIVE_INFINITY])("%s is counted somewhere", (ms) => {
  const figures = createDurationFigures(minute, () => 0);
  figures.record(ms);
  expect(figures.read().count).toBe(1);
});

test("recording costs less than five microseconds of the processor, many of them included", () => {
  const figures = createDurationFigures(minute);
  const before = process.cpuUsage();
  for (let index = 0; index < 100_000; index++) figures.record(index % 700);
  expect(process.cpuUsage(before).user / 100_000).toBeLessThan(5);
});
