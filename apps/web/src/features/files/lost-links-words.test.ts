import { expect, test } from "vitest";
import { lostLinksWords } from "./lost-links-words.ts";

test("links end for good, the file does not", () => {
  expect(lostLinksWords(1)).toBe(
    "Its link ends at once and for good, even if you take the file back. The file moves to the trash, which is emptied after 30 days.",
  );
  expect(lostLinksWords(3)).toMatch(/^Its 3 links end at once/);
});
