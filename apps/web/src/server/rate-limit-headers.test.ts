import { expect, test } from "vitest";
import { createTightestWindow, rateLimitHeaders } from "./rate-limit-headers.ts";

const told = (...windows: [limit: number, remaining: number, resetSeconds: number][]) => {
  const tightest = createTightestWindow();
  for (const [limit, remaining, resetSeconds] of windows) tightest.note({ limit, remaining, resetSeconds });
  return Object.values(rateLimitHeaders({ rateWindow: tightest.read })).map(Number);
};

test("of several windows the caller is told the one it will meet first, in whatever order they came", () => {
  expect(told([30, 12, 60], [10, 3, 20], [100, 80, 60])).toEqual([10, 3, 20]);
  expect(told([10, 3, 20], [30, 12, 60])).toEqual([10, 3, 20]);
});

test("of two that are equally full, the one that stays so longer", () => {
  expect(told([10, 0, 20], [30, 0, 50], [100, 0, 40])).toEqual([30, 0, 50]);
});

test("where nothing was counted there is nothing to tell", () => {
  expect(told()).toEqual([]);
});

test("the headers have the names that clients know", () => {
  const rateWindow = () => ({ limit: 10, remaining: 3, resetSeconds: 20 });
  expect(rateLimitHeaders({ rateWindow })).toEqual({
    "ratelimit-limit": "10",
    "ratelimit-remaining": "3",
    "ratelimit-reset": "20",
  });
});
