import { expect, test } from "vitest";
import { foldName, searchTerms } from "./fold-name.ts";

test("names that differ in letter case or in the spelling of an accent fold to the same", () => {
  expect(foldName("ÉTÉ.JPG")).toBe(foldName("e\u0301te\u0301.jpg"));
});

test("a search is the set of its words", () => {
  expect(searchTerms("  Beach  beach\tÉTÉ ")).toEqual(["beach", "été"]);
  expect(searchTerms(" ")).toEqual([]);
});
