import { expect, test } from "vitest";
import { countWords } from "./count-words.ts";

test("one is one, all else is many, and thousands are set apart", () => {
  expect([0, 1, 1_204].map((count) => countWords(count, "file"))).toEqual([
    "0 files",
    "1 file",
    "1,204 files",
  ]);
  expect(countWords(2, "entry", "entries")).toBe("2 entries");
});
