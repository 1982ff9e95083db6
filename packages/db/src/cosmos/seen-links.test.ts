import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../database.ts";
import { fromNow, sampleShareLink } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import { itemReply, type ScriptedCosmos, startScriptedCosmos } from "./scripted-cosmos.ts";
import { createSeenLinks } from "./seen-links.ts";

let cosmos: ScriptedCosmos;
let db: Database;
beforeEach(async () => {
  cosmos = await startScriptedCosmos();
  db = await openCosmos({ endpoint: cosmos.endpoint, key: "a2V5", createContainers: false });
});
afterEach(async () => {
  await db.close();
  await cosmos.stop();
});

const methods = () => cosmos.seen.map(({ method }) => method);
const refused = { status: 412, body: { message: "the condition does not hold" } };

test("a link that was opened before is counted with one request", async () => {
  const link = sampleShareLink();
  const after = (accessCount: number) => itemReply(link.linkId, { ...link, accessCount });
  cosmos.script(itemReply(link.linkId, link), after(1), after(2));
  await db.shareLinks.countAccess(link.linkId, fromNow(0), null);
  expect((await db.shareLinks.countAccess(link.linkId, fromNow(0), null))?.accessCount).toBe(2);
  expect(methods()).toEqual(["GET", "PATCH", "PATCH"]);
});

test("what was remembered of a link decides nothing: revoked elsewhere, it is refused by what it is now", async () => {
  const link = sampleShareLink();
  const revoked = { ...link, isRevoked: true, revokedDate: fromNow(0) };
  cosmos.script(itemReply(link.linkId, link), refused, itemReply(link.linkId, revoked));
  await db.shareLinks.get(link.linkId);
  expect(await db.shareLinks.countAccess(link.linkId, fromNow(0), null)).toBeNull();
  expect(methods()).toEqual(["GET", "PATCH", "GET"]);
});

test("a link that was expired when it was seen last, and prolonged elsewhere, opens", async () => {
  const link = sampleShareLink({ expiryDate: fromNow(-1_000) });
  const prolonged = { ...link, expiryDate: fromNow(60_000) };
  cosmos.script(
    itemReply(link.linkId, link),
    itemReply(link.linkId, prolonged),
    itemReply(link.linkId, { ...prolonged, accessCount: 1 }),
  );
  await db.shareLinks.get(link.linkId);
  expect((await db.shareLinks.countAccess(link.linkId, fromNow(0), null))?.accessCount).toBe(1);
});

test("no more links are remembered than a few thousand, the latest of them", () => {
  const seen = createSeenLinks();
  const links = Array.from({ length: 2_001 }, () => sampleShareLink());
  for (const link of links) seen.remember(link);
  expect(seen.get(links[0]?.linkId ?? "")).toBeNull();
  expect(seen.get(links.at(-1)?.linkId ?? "")).toEqual(links.at(-1));
});
