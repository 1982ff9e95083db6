import { newLinkId, newUuidV7, type ShareLinkRecord } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { createSeenLinks } from "./seen-links.ts";

const link = (over: Partial<ShareLinkRecord> = {}): ShareLinkRecord => ({
  linkId: newLinkId(),
  fileId: newUuidV7(new Date()),
  userId: newUuidV7(new Date()),
  expiryDate: null,
  accessCount: 0,
  createdDate: "2026-03-01T12:00:00.000Z",
  isRevoked: false,
  revokedDate: null,
  lastAccessDate: null,
  name: null,
  passwordHash: null,
  maxAccessCount: null,
  ...over,
});

test("no more links are remembered than a few thousand, the latest of them", () => {
  const seen = createSeenLinks();
  const links = Array.from({ length: 2_001 }, () => link());
  for (const one of links) seen.remember(one);
  expect(seen.get(links[0]?.linkId ?? "")).toBeNull();
  expect(seen.get(links.at(-1)?.linkId ?? "")).toEqual(links.at(-1));
});

test("a link is remembered as it was seen last", () => {
  const seen = createSeenLinks();
  const first = link();
  seen.remember(first);
  seen.remember({ ...first, isRevoked: true });
  expect(seen.get(first.linkId)).toMatchObject({ isRevoked: true });
});
