import { expect, test } from "vitest";
import { daysLeftWords, keptWords, lostLinksWords, trashKeepsWords, trashRuleWords } from "./trash-words.ts";

test("links end for good, the file does not", () => {
  expect(lostLinksWords(1, 30)).toBe(
    "Its link ends at once and for good, even if you take the file back. The file goes to the trash and is deleted for good after 30 days.",
  );
  expect(lostLinksWords(3, 30)).toMatch(/^Its 3 links end at once/);
});

test("the days in the words are the installation's own", () => {
  expect(trashKeepsWords(7)).toBe("It is deleted for good after 7 days.");
  expect(trashKeepsWords(1)).toMatch(/after 1 day\./);
  expect(trashRuleWords(0)).toMatch(/deleted for good at the next clean-up\./);
  expect(keptWords(1)).toMatch(/waits here for 1 day,/);
  expect(keptWords(0)).toMatch(/next clean-up/);
  expect(lostLinksWords(1, 7)).toMatch(/after 7 days\.$/);
});

test("a file in the trash says how long it stays, never less than it does", () => {
  const now = new Date("2026-03-03T12:00:00.000Z");
  expect(daysLeftWords("2026-03-03T11:00:00.000Z", 30, now)).toBe("30 days left");
  expect(daysLeftWords("2026-02-02T11:00:00.000Z", 30, now)).toBe("1 day left");
  expect(daysLeftWords("2026-02-01T11:00:00.000Z", 30, now)).toBe("Deleted soon");
  expect(daysLeftWords(undefined, 30, now)).toBe("");
});
