import { expect, test } from "vitest";
import { formatSize, readSize } from "./size.ts";

test.each([
  ["0", 0],
  ["1048576", 1_048_576],
  ["12B", 12],
  ["500MB", 500_000_000],
  ["500 mb", 500_000_000],
  ["1kb", 1_000],
  ["1KiB", 1_024],
  ["20GiB", 20 * 1_024 ** 3],
  [" 1.5GiB ", 1.5 * 1_024 ** 3],
  ["0.3B", 0],
  ["2TB", 2_000_000_000_000],
  ["8191TiB", 8_191 * 1_024 ** 4],
])("%s is %i bytes", (text, bytes) => {
  expect(readSize(text)).toBe(bytes);
});

test.each([
  "",
  "GiB",
  "-1",
  "1e9",
  "1,5GB",
  "20GiBB",
  "20 G B",
  "20GB2",
  "Infinity",
  "0x10",
  "9000TiB",
  "9".repeat(30),
])("%j is no size", (text) => {
  expect(() => readSize(text)).toThrow("is not a size. Write it like 500MB, 20GiB or 1048576.");
});

test("what is printed is understood, and never more than what is meant", () => {
  // Three figures from each power of two up to a pebibyte.
  const sizes = Array.from({ length: 50 }, (_, power) => [
    2 ** power - 1,
    2 ** power,
    2 ** power * 1.37,
  ]).flat();
  for (const bytes of sizes.map(Math.floor)) {
    const again = readSize(formatSize(bytes));
    expect(again).toBeLessThanOrEqual(bytes);
    expect(again).toBeGreaterThanOrEqual(Math.floor(bytes * 0.9));
  }
  expect([0, 1_023, 1_024, 20 * 1_024 ** 3].map(formatSize)).toEqual(["0 B", "1023 B", "1 KiB", "20 GiB"]);
});
