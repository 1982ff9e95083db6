import { expect, test } from "vitest";
import { formatDuration } from "./format-duration.ts";
import { formatTimeLeft } from "./format-time-left.ts";

test.each([
  [0, "0:00"],
  [7_400, "0:07"],
  [59_600, "1:00"],
  [750_000, "12:30"],
  [3_723_000, "1:02:03"],
])("a recording of %d ms is %s long", (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});

test.each([
  [0, "a few seconds"],
  [31, "35 seconds"],
  [54, "55 seconds"],
  [55, "1 minute"],
  [200, "3 minutes"],
  [3_600, "1 hour"],
  [9_000, "3 hours"],
])("%d seconds left are said as “%s”", (seconds, text) => {
  expect(formatTimeLeft(seconds)).toBe(text);
});
