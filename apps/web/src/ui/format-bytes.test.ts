import { expect, test } from "vitest";
import { formatBytes } from "./format-bytes.ts";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [1023, "1023 bytes"],
  [1024, "1 KB"],
  [1536, "1.5 KB"],
  [10.9 * 1024, "10 KB"],
  [1024 ** 2 - 1, "1023 KB"],
  [1024 ** 2, "1 MB"],
  [1.44 * 1024 ** 2, "1.4 MB"],
  [20 * 1024 ** 3, "20 GB"],
  [3 * 1024 ** 4, "3 TB"],
  [5000 * 1024 ** 4, "5000 TB"],
])("%d reads %s", (sizeBytes, text) => {
  expect(formatBytes(sizeBytes)).toBe(text);
});
