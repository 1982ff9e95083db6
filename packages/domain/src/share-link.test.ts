import { expect, test } from "vitest";
import { linkState, ownersLinkState } from "./share-link.ts";

const now = new Date("2026-03-01T12:00:00.000Z");
const live = { isRevoked: false, expiryDate: null, maxAccessCount: null, accessCount: 5 };

test("a link without end and limit lives", () => {
  expect(linkState(live, now)).toBe("live");
});

test("a link ends at the very moment of its expiry, not later", () => {
  expect(linkState({ ...live, expiryDate: "2026-03-01T12:00:00.001Z" }, now)).toBe("live");
  expect(linkState({ ...live, expiryDate: "2026-03-01T12:00:00.000Z" }, now)).toBe("expired");
});

test("the last permitted access uses a link up", () => {
  expect(linkState({ ...live, maxAccessCount: 6 }, now)).toBe("live");
  expect(linkState({ ...live, maxAccessCount: 5 }, now)).toBe("used_up");
});

test("the owner's word comes first: revoked, then expired, then used up", () => {
  const ended = { ...live, expiryDate: "2026-02-01T00:00:00.000Z", maxAccessCount: 1 };
  expect(linkState({ ...ended, isRevoked: true }, now)).toBe("revoked");
  expect(linkState(ended, now)).toBe("expired");
});

test("a live link is ending soon from three days before its end; an ended one is not", () => {
  expect(ownersLinkState({ ...live, expiryDate: "2026-03-04T12:00:00.001Z" }, now)).toBe("live");
  expect(ownersLinkState({ ...live, expiryDate: "2026-03-04T12:00:00.000Z" }, now)).toBe("ending_soon");
  expect(ownersLinkState({ ...live, expiryDate: "2026-03-01T12:00:00.000Z" }, now)).toBe("expired");
  expect(ownersLinkState(live, now)).toBe("live");
});
