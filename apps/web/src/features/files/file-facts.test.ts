import { expect, test } from "vitest";
import { fileExtension } from "./file-extension.ts";
import { placeholderColour } from "./placeholder-colour.ts";

test.each([
  ["beach.jpg", "JPG"],
  ["archive.tar.gz", "GZ"],
  [".env", ""],
  ["README", ""],
  ["a.not an extension", ""],
])("the extension of %s is “%s”", (fileName, extension) => {
  expect(fileExtension(fileName)).toBe(extension);
});

test("a placeholder is a colour, and a broken hash is none", () => {
  expect(placeholderColour("1QcSHQRnh493V4dIh4eXh1h4kJUI")).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
  expect(placeholderColour("%%%")).toBeUndefined();
  expect(placeholderColour("")).toBeUndefined();
  expect(placeholderColour(undefined)).toBeUndefined();
});
