import type { ShareLinkView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { defaultChoice, expiryInput, expiryOf, offeredDays } from "./expiry-choice.ts";
import { linkFacts, linkStatus } from "./link-status.ts";
import { visitorSentence } from "./visitor-sentence.ts";

const now = new Date("2026-02-01T12:00:00.000Z");
const link = (changes: Partial<ShareLinkView>): ShareLinkView => ({
  linkId: "AAAAAAAAAAAAAAAAAAAAAA",
  fileId: "01999999-0000-7000-8000-000000000001",
  userId: "01999999-0000-7000-8000-000000000002",
  expiryDate: "2026-03-03T12:00:00.000Z",
  accessCount: 0,
  createdDate: "2026-02-01T12:00:00.000Z",
  isRevoked: false,
  hasPassword: false,
  state: "live",
  shareUrl: "https://cloudpix.example/s/AAAAAAAAAAAAAAAAAAAAAA",
  ...changes,
});

test("the sentence says what the visitor will meet and until when", () => {
  const until = (expiry: string | null) =>
    visitorSentence("beach.jpg", expiry ? new Date(expiry) : null, now, "UTC");
  expect(until("2026-03-03T12:00:00.000Z")).toBe(
    "Anyone with the link can view and download beach.jpg until 3 March.",
  );
  expect(until("2027-02-01T12:00:00.000Z")).toMatch(/until 1 February 2027\.$/);
  expect(until(null)).toMatch(/until you revoke it\.$/);
});

test("a number of days is left to the server's clock, a day is sent as its last moment, never as null", () => {
  expect(expiryInput({ kind: "days", days: 7 }, now)).toEqual({ expirationDays: 7 });
  expect(expiryInput({ kind: "never" }, now)).toEqual({ expiresAt: null });
  expect(expiryInput({ kind: "date", day: "2026-03-03" }, now)).toEqual({
    expiresAt: new Date("2026-03-03T23:59:59.999").toISOString(),
  });
});

test("a day that is over, or none, makes no link", () => {
  for (const day of ["2026-01-31", "", "soon"]) {
    expect(expiryOf({ kind: "date", day }, now)).toBeUndefined();
    expect(expiryInput({ kind: "date", day }, now)).toBeUndefined();
  }
});

test("the user's own default is among the choices and is the first one made", () => {
  expect(offeredDays(30)).toEqual([1, 7, 30, 90, 365]);
  expect(offeredDays(14)).toEqual([1, 7, 14, 30, 90, 365]);
  expect(defaultChoice(14)).toEqual({ kind: "days", days: 14 });
  expect(defaultChoice(null)).toEqual({ kind: "never" });
});

test("a link's line tells its end, its openings and the last of them", () => {
  expect(linkFacts(link({}), now, "UTC")).toBe("Until 3 March · no visits yet");
  expect(
    linkFacts(
      link({ expiryDate: null, accessCount: 2, lastAccessDate: "2026-01-09T00:00:00.000Z" }),
      now,
      "UTC",
    ),
  ).toBe("Never expires · 2 visits · last on 9 January");
  expect(linkFacts(link({ expiryDate: "2026-01-31T00:00:00.000Z", accessCount: 1 }), now, "UTC")).toBe(
    "Expired 31 January · 1 visit",
  );
});

test("a link's state is named, revocation before expiry", () => {
  expect(linkStatus(link({}), now)).toEqual({ word: "Active", isLive: true });
  expect(linkStatus(link({ isRevoked: true, expiryDate: "2026-01-01T00:00:00.000Z" }), now).word).toBe(
    "Revoked",
  );
  expect(linkStatus(link({ accessCount: 3, maxAccessCount: 3 }), now)).toEqual({
    word: "Used up",
    isLive: false,
  });
});
