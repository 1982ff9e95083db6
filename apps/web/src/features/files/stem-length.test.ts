import { expect, test } from "vitest";
import { stemLength } from "./stem-length.ts";

test.each([
  ["beach.jpg", "beach"],
  ["archive.tar.gz", "archive.tar"],
  ["notes", "notes"],
  [".profile", ".profile"],
  ["🏖️.jpg", "🏖️"],
])("of %s people change %s", (fileName, stem) => {
  expect(fileName.slice(0, stemLength(fileName))).toBe(stem);
});
