import { expect, test } from "vitest";
import { foundWords, nothingFoundWords } from "./listing-words.ts";

test("an empty list says what was looked for, and where", () => {
  expect(nothingFoundWords({ q: "beach", kind: null })).toBe("Nothing found for “beach”.");
  expect(nothingFoundWords({ q: "beach", kind: "audio" })).toBe(
    "Nothing found for “beach” among your audio files.",
  );
  expect(nothingFoundWords({ q: "", kind: "video" })).toBe("You have no videos.");
});

test("what was found is counted, and never called all while there is more", () => {
  expect(foundWords(1, false)).toBe("1 file found");
  expect(foundWords(12, false)).toBe("12 files found");
  expect(foundWords(50, true)).toBe("More than 50 files found");
});
