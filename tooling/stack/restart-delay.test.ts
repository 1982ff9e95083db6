import { expect, test } from "vitest";
import { createRestartDelay } from "./restart-delay.ts";

test("what keeps dying is started again later each time, 15 s at most", () => {
  const next = createRestartDelay();
  expect([1, 2, 3, 4, 5, 6, 7].map(() => next(100))).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
});

test("what ran well for a minute begins again at half a second", () => {
  const next = createRestartDelay();
  for (let death = 0; death < 5; death += 1) next(100);
  expect(next(60_000)).toBe(500);
  expect(next(100)).toBe(1000);
});
