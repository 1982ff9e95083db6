import { expect, test } from "vitest";
import { emptyDraft, type NewLinkDraft, promisedBy, readDraft } from "./new-link-draft.ts";
import { readEnd, readName, readPassword, readVisits } from "./read-link-fields.ts";

const now = new Date("2026-02-01T12:00:00.000Z");
const draft = (changes: Partial<NewLinkDraft>): NewLinkDraft => ({ ...emptyDraft, ...changes });

test("a draft nobody touched says nothing: the server's defaults for this user stand", () => {
  const reading = readDraft(emptyDraft, now);
  expect(reading).toEqual({ input: {} });
});

test("what is filled in is sent as it is meant: trimmed names, whole numbers, passwords to the letter", () => {
  const filled = draft({ choice: { kind: "never" }, name: " For Oma ", password: " open ", visits: " 020 " });
  expect(readDraft(filled, now)).toEqual({
    input: { expiresAt: null, name: "For Oma", password: " open ", maxAccessCount: 20 },
  });
});

test("each field that cannot be sent says why, and nothing is sent", () => {
  const reading = readDraft(
    draft({
      choice: { kind: "moment", local: "2020-01-01T00:00" },
      name: "x".repeat(101),
      password: "abc",
      visits: "many",
    }),
    now,
  );
  expect(reading).toEqual({
    errors: {
      choice: "Please choose a moment that is still to come.",
      name: "Please use at most 100 characters.",
      password: "Please use at least 4 characters.",
      visits: "Please enter a whole number from 1 to 1,000,000, or nothing for no limit.",
    },
  });
});

test.each(["0", "-1", "1.5", "1e3", "1000001", "٣", "3 times"])("“%s” is no number of visits", (text) => {
  expect(readVisits(text)).toHaveProperty("refusal");
});

test("an empty field takes a name, a limit or a password away; blanks make no name, but a password", () => {
  for (const read of [readName, readVisits]) expect(read("  ")).toEqual({ value: null });
  expect(readPassword("")).toEqual({ value: null });
  expect(readPassword("    ")).toEqual({ value: "    " });
  expect(readVisits("1000000")).toEqual({ value: 1_000_000 });
  expect(readEnd("", now)).toEqual({ refusal: "Please enter a date and a time." });
});

test("the sentence for the visitor follows the fields while they are filled in", () => {
  const told = (changes: Partial<NewLinkDraft>) => promisedBy(draft(changes), 14, "beach.jpg", now);
  expect(told({})).toEqual({
    fileName: "beach.jpg",
    expiry: new Date("2026-02-15T12:00:00.000Z"),
    hasPassword: false,
    maxAccessCount: null,
  });
  expect(told({ password: "abc", visits: "20" })).toMatchObject({ hasPassword: true, maxAccessCount: 20 });
  expect(told({ visits: "many" })).toMatchObject({ maxAccessCount: null });
  expect(told({ choice: { kind: "moment", local: "" } })).toBeUndefined();
});
