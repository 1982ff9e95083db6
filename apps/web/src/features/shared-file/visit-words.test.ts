import { expect, test } from "vitest";
import { untilWords, visitsLeftWords } from "./visit-words.ts";

const now = new Date("2026-02-01T12:00:00.000Z");

test.each([
  ["2026-03-03T12:00:00.000Z", "Available until 3 March 2026"],
  ["2026-02-04T12:00:00.001Z", "Available until 4 February 2026"],
  ["2026-02-04T12:00:00.000Z", "Available until 4 February 2026 at 12:00 UTC"],
  ["2026-02-01T12:30:00.000Z", "Available until 1 February 2026 at 12:30 UTC"],
  [null, undefined],
])("a link that ends at %s is “%s”", (expiryDate, words) => {
  expect(untilWords({ expiryDate, accessCount: 1 }, now)).toBe(words);
});

test.each([
  [5, undefined, undefined],
  [1, 20, undefined],
  [16, 20, undefined],
  [17, 20, "This link opens 3 more times."],
  [19, 20, "This link opens once more."],
  [20, 20, "This link does not open again. Download the file if you want to keep it."],
  [21, 20, "This link does not open again. Download the file if you want to keep it."],
])("after %s of %s visits the visitor reads “%s”", (accessCount, maxAccessCount, words) => {
  expect(
    visitsLeftWords({
      expiryDate: null,
      accessCount,
      ...(maxAccessCount === undefined ? {} : { maxAccessCount }),
    }),
  ).toBe(words);
});

test("of the last visit no later day is promised", () => {
  const last = { expiryDate: "2026-03-03T12:00:00.000Z", accessCount: 2, maxAccessCount: 2 };
  expect(untilWords(last, now)).toBeUndefined();
});
