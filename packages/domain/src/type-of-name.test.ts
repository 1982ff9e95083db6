import { expect, test } from "vitest";
import { kindOf } from "./content-type.ts";
import { typeOfName } from "./type-of-name.ts";

test.each([
  ["notes.txt", "text/plain"],
  ["NOTES.TXT", "text/plain"],
  ["a.b.md", "text/markdown"],
  ["data.json", "application/json"],
  ["drawing.svg", "image/svg+xml"],
  ["café 100%?#.csv", "text/csv"],
])("%s is what its ending says: %s", (fileName, contentType) => {
  expect(typeOfName(fileName)).toBe(contentType);
  expect(kindOf(contentType)).toBe("document");
});

test.each([
  "photo.jpg",
  "film.mp4",
  "letter.pdf",
  "archive.zip",
  "txt",
  ".txt",
  "a.",
  "a.txt.bak",
  "a.toString",
])("of %s its name says nothing, for its bytes say it better or nobody knows", (fileName) => {
  expect(typeOfName(fileName)).toBeUndefined();
});
