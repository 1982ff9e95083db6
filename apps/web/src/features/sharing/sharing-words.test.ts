import type { LinkState, ShareLinkView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { expiryInput, expiryOf, firstMoment, offeredDays } from "./expiry-choice.ts";
import { endWords, isOpenState, linkFacts, visitsWords } from "./link-status.ts";
import { fromLocalField, toLocalField } from "./local-moment.ts";
import { nearMoment } from "./near-moment.ts";
import { revokeConsequence, revokedWords, revokeQuestion } from "./revoke-words.ts";
import { sampleLink } from "./sample-link.ts";
import { linkSentence, type Promised, visitorSentence } from "./visitor-sentence.ts";

const now = new Date("2026-02-01T12:00:00.000Z");

const promised = (changes: Partial<Promised>): Promised => ({
  fileName: "beach.jpg",
  expiry: new Date("2026-03-03T12:00:00.000Z"),
  hasPassword: false,
  maxAccessCount: null,
  ...changes,
});

test.each<[string, Partial<Promised>]>([
  ["Anyone with the link can view and download beach.jpg until 3 March.", {}],
  [
    "Anyone with the link and the password can view and download beach.jpg until 3 March, at most 20 times.",
    { hasPassword: true, maxAccessCount: 20 },
  ],
  [
    "Anyone with the link can view and download beach.jpg until you revoke it, at most once.",
    { expiry: null, maxAccessCount: 1 },
  ],
  [
    "Anyone with the link can view and download beach.jpg until 1 February 2027.",
    { expiry: new Date("2027-02-01T12:00:00.000Z") },
  ],
  [
    "Anyone with the link can view and download beach.jpg until tomorrow at 18:30.",
    { expiry: new Date("2026-02-02T18:30:00.000Z") },
  ],
])("the visitor meets: %s", (sentence, changes) => {
  expect(visitorSentence(promised(changes), now, "UTC")).toBe(sentence);
});

test("of a link that does not open the sentence says what would make it open again, if anything", () => {
  const told = (state: LinkState) => linkSentence(sampleLink({ state }), "beach.jpg", now, "UTC");
  expect(told("live")).toBe("Anyone with the link can view and download beach.jpg until 3 March.");
  expect(told("expired")).toMatch(/a later end, and it opens again\.$/);
  expect(told("used_up")).toMatch(/more visits, and it opens again\.$/);
  expect(told("revoked")).toMatch(/for good/);
});

test.each([
  ["2026-02-01T23:59:00.000Z", "today at 23:59"],
  ["2026-01-31T00:00:00.000Z", "yesterday at 00:00"],
  ["2026-02-02T00:00:00.000Z", "tomorrow at 00:00"],
  ["2026-02-04T12:00:00.000Z", "4 February at 12:00"],
  ["2026-02-04T12:00:00.001Z", "4 February"],
  ["2026-01-20T12:00:00.000Z", "20 January"],
  ["2025-12-31T12:00:00.000Z", "31 December 2025"],
])("%s reads “%s”", (moment, words) => {
  expect(nearMoment(new Date(moment), now, "UTC")).toBe(words);
});

test("a day is the reader's own: the same moment is today in one place and tomorrow in another", () => {
  const moment = new Date("2026-02-01T22:00:00.000Z");
  expect(nearMoment(moment, now, "UTC")).toBe("today at 22:00");
  expect(nearMoment(moment, now, "Asia/Tokyo")).toBe("tomorrow at 07:00");
});

test("what is not said follows the user's defaults by the server's knowledge; days are left to its clock", () => {
  expect(expiryInput({ kind: "default" }, now)).toEqual({});
  expect(expiryInput({ kind: "days", days: 7 }, now)).toEqual({ expirationDays: 7 });
});

test("never is sent as an explicit null, a moment as the moment it is where the person is", () => {
  expect(expiryInput({ kind: "never" }, now)).toEqual({ expiresAt: null });
  expect(expiryInput({ kind: "moment", local: "2026-03-03T18:30" }, now)).toEqual({
    expiresAt: new Date(2026, 2, 3, 18, 30).toISOString(),
  });
});

test.each(["2026-01-31T12:00", "", "soon", "2026-03-03", "0026-03-03T12:00"])(
  "the moment “%s” makes no link",
  (local) => {
    expect(expiryOf({ kind: "moment", local }, 30, now)).toBeUndefined();
    expect(expiryInput({ kind: "moment", local }, now)).toBeUndefined();
  },
);

test("the default choice stands for the user's own days", () => {
  expect(expiryOf({ kind: "default" }, 14, now)).toEqual(new Date("2026-02-15T12:00:00.000Z"));
  expect(expiryOf({ kind: "never" }, 14, now)).toBeNull();
  expect(offeredDays(30)).toEqual([1, 7, 30, 90, 365]);
  expect(offeredDays(14)).toEqual([1, 7, 14, 30, 90, 365]);
});

test("a date-time field holds the moment to the minute and gives it back; a half-filled one gives none", () => {
  const moment = new Date(2026, 2, 3, 4, 5);
  expect(toLocalField(moment)).toBe("2026-03-03T04:05");
  expect(fromLocalField(toLocalField(moment))).toEqual(moment);
  for (const text of ["", "2026-03-03", "2026-13-03T04:05", "04:05"]) expect(fromLocalField(text)).toBeNull();
  expect(firstMoment(moment, now)).toBe("2026-03-03T04:05");
  expect(fromLocalField(firstMoment(null, now))?.getTime()).toBeGreaterThan(now.getTime());
});

test.each<[string, Partial<ShareLinkView>]>([
  ["no visits yet", {}],
  ["1 visit", { accessCount: 1 }],
  ["7 visits", { accessCount: 7 }],
  ["0 of 1 visit", { maxAccessCount: 1 }],
  ["3 of 20 visits", { accessCount: 3, maxAccessCount: 20 }],
])("visits read “%s”", (words, changes) => {
  expect(visitsWords(sampleLink(changes))).toBe(words);
});

test("a link's line tells its end, its visits and the last of them", () => {
  expect(linkFacts(sampleLink({}), now, "UTC")).toBe("Until 3 March · no visits yet");
  const visited = { expiryDate: null, accessCount: 2 };
  const last = (lastAccessDate: string) => linkFacts(sampleLink({ ...visited, lastAccessDate }), now, "UTC");
  expect(last("2026-01-09T00:00:00.000Z")).toBe("Never expires · 2 visits · last on 9 January");
  expect(last("2026-02-01T09:05:00.000Z")).toBe("Never expires · 2 visits · last today at 09:05");
  expect(endWords({ expiryDate: "2026-01-20T00:00:00.000Z" }, now, "UTC")).toBe("Expired 20 January");
});

test("a link that ends soon still opens; one that is used up, expired or revoked does not", () => {
  const open = (["live", "ending_soon", "used_up", "expired", "revoked"] as const).filter(isOpenState);
  expect(open).toEqual(["live", "ending_soon"]);
});

test("before links end, the question says how many and to what; afterwards the number is told", () => {
  expect(revokeQuestion(1, "beach.jpg")).toBe("Revoke this link?");
  expect(revokeQuestion(3, "beach.jpg")).toBe("Revoke 3 links to beach.jpg?");
  expect(revokeConsequence(1, "beach.jpg")).toMatch(/^Whoever has it can no longer open beach\.jpg\./);
  expect(revokeConsequence(3)).toMatch(/^Whoever has one of them can no longer open what they lead to\./);
  expect([0, 1, 3].map(revokedWords)).toEqual([
    "There was no link left to revoke.",
    "Link revoked. It no longer opens.",
    "3 links revoked. They no longer open.",
  ]);
});
