import { expect, test } from "vitest";
import { FileName } from "./file-name.ts";

test.each([
  "café 100%?#.jpg",
  "CON",
  ".profile",
  "日本語.png",
  "a;b'c\"d.txt",
  `${"x".repeat(251)}.jpg`,
  "👩‍👩‍👧.png",
])("%s is kept as sent", (name) => {
  expect(FileName.parse(name)).toBe(name);
});

test("the same name written in two ways of unicode is one name", () => {
  expect(FileName.parse("cafe\u0301.jpg")).toBe("café.jpg");
});

test.each([
  ["empty", ""],
  ["blank", " \t "],
  ["a slash", "a/b.jpg"],
  ["a backslash", "a\\b.jpg"],
  ["dots only", "..."],
  ["NUL", "a\0b"],
  ["a line break", "a\nb"],
  ["a direction override", "a\u202Eb"],
  ["a direction isolate", "a\u2066b"],
  ["a lone surrogate", "a\uDC00"],
  ["256 bytes", "x".repeat(256)],
  ["255 characters of two bytes", "é".repeat(255)],
])("%s is refused", (_, name) => {
  expect(FileName.safeParse(name).success).toBe(false);
});
