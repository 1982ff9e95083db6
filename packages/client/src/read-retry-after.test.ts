import { expect, test } from "vitest";
import { readRetryAfter } from "./read-retry-after.ts";

const now = new Date("2026-03-03T12:00:00Z");

test.each([
  ["5", 5],
  ["0", 0],
  ["Tue, 03 Mar 2026 12:00:30 GMT", 30],
  ["Tue, 03 Mar 2026 11:00:00 GMT", 0],
  ["soon", undefined],
  ["99999999999999999999", undefined],
  [null, undefined],
])("%s is read as %s seconds", (header, seconds) => {
  expect(readRetryAfter(header, now)).toBe(seconds);
});
