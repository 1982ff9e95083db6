import { openSqlite } from "@cloudpix/db/sqlite";
import { addMs } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf } from "../test/world.ts";
import { createRateLimits, noRateLimits, notedRateLimits, type RateWindow } from "./rate-limits.ts";

let db: Awaited<ReturnType<typeof openSqlite>>;
let time: Date;
beforeEach(async () => {
  db = await openSqlite({ file: ":memory:" });
  time = new Date("2026-03-01T12:00:15.000Z");
});
afterEach(() => db.close());

const open = () => createRateLimits(db.throttles, () => time);
const times = async (count: number, work: () => Promise<unknown>) => {
  for (let turn = 0; turn < count; turn += 1) await work();
};

test.each([
  ["unlockShare", 10],
  ["unlockShareByLink", 100],
  ["loginByAccountAndAddress", 10],
  ["loginByAddress", 30],
  ["loginByAccount", 100],
] as const)(
  "%s is counted for all replicas together: %i, and no more until the minute is over",
  async (rule, points) => {
    const [here, there] = [open(), open()];
    await times(points / 2, () => here.take(rule, "x"));
    await times(points / 2 - 1, () => there.take(rule, "x"));
    expect(await here.take(rule, "x")).toEqual({ limit: points, remaining: 0, resetSeconds: 45 });
    expect(await codeOf(there.take(rule, "x"))).toBe("rate.limited");
    expect(await there.take(rule, "y")).toEqual({ limit: points, remaining: points - 1, resetSeconds: 45 });
    time = addMs(time, 45_000);
    expect(await here.take(rule, "x")).toEqual({ limit: points, remaining: points - 1, resetSeconds: 60 });
  },
);

test("what a process counts by itself is told the same way", async () => {
  const limits = open();
  await times(9, () => limits.take("register", "192.0.2.1"));
  const last = await limits.take("register", "192.0.2.1");
  expect(last).toMatchObject({ limit: 10, remaining: 0 });
  expect(last?.resetSeconds).toBeGreaterThan(3_590);
  expect(last?.resetSeconds).toBeLessThanOrEqual(3_600);
  await expect(limits.take("register", "192.0.2.1")).rejects.toMatchObject({
    code: "rate.limited",
    retryAfterSeconds: last?.resetSeconds,
  });
});

test("who listens hears every window, the full one too", async () => {
  const heard: RateWindow[] = [];
  const limits = notedRateLimits(open(), (window) => heard.push(window));
  await times(10, () => limits.take("unlockShare", "x"));
  expect(await codeOf(limits.take("unlockShare", "x"))).toBe("rate.limited");
  expect(heard.map(({ remaining }) => remaining)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]);
  expect(heard.at(-1)).toEqual({ limit: 10, remaining: 0, resetSeconds: 45 });
});

test("where limits are off there is nothing to tell", async () => {
  const heard: RateWindow[] = [];
  const limits = notedRateLimits(noRateLimits, (window) => heard.push(window));
  expect(await limits.take("loginByAddress", "x")).toBeNull();
  expect(heard).toEqual([]);
});

test("a counter that cannot be asked is a failure of ours, not the caller's", async () => {
  const limits = open();
  await db.close();
  const heard: RateWindow[] = [];
  const refused = notedRateLimits(limits, (window) => heard.push(window)).take("loginByAddress", "x");
  expect(await codeOf(refused)).not.toBe("rate.limited");
  expect(heard).toEqual([]);
});
