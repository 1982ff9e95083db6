import { DAY_MS, limits } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { fromNow, sampleAccessToken, sampleShareLink } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import { itemReply, type ScriptedCosmos, startScriptedCosmos, storedItem } from "./scripted-cosmos.ts";

const DAY_SECONDS = DAY_MS / 1_000;
const GRACE_SECONDS = limits.linkGraceDays * DAY_SECONDS;

describe("what the Cosmos DB driver sends with a time to live", () => {
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

  describe("ttl", () => {
    const at = fromNow(0);
    const inDays = (days: number) => new Date(Date.parse(at) + days * DAY_MS).toISOString();
    const patchOf = (path: string) => cosmos.seen.at(-1)?.body.operations?.find((one) => one.path === path);

    it("a link is created with the time to its end and the days of grace", async () => {
      const link = sampleShareLink({ createdDate: at, expiryDate: inDays(7) });
      cosmos.script({ status: 201, body: storedItem(link.linkId, link) });
      await db.shareLinks.create(link);
      expect(cosmos.seen[0]?.body.ttl).toBe(7 * DAY_SECONDS + GRACE_SECONDS);
    });

    it("a link that never expires lives for ever", async () => {
      const link = sampleShareLink({ expiryDate: null });
      cosmos.script({ status: 201, body: storedItem(link.linkId, link) });
      await db.shareLinks.create(link);
      expect(cosmos.seen[0]?.body.ttl).toBe(-1);
    });

    it("counting an access sets the ttl anew in the same patch, so that visits do not prolong a link's life", async () => {
      const link = sampleShareLink({ createdDate: inDays(-3), expiryDate: inDays(4) });
      cosmos.script(itemReply(link.linkId, { ...link, accessCount: 1 }));
      await db.shareLinks.countAccess(link, at);
      expect(cosmos.seen).toHaveLength(1);
      expect(patchOf("/accessCount")).toEqual({ op: "incr", path: "/accessCount", value: 1 });
      expect(patchOf("/ttl")).toMatchObject({ value: 4 * DAY_SECONDS + GRACE_SECONDS });
      expect(cosmos.seen[0]?.body.condition).toBe(
        `FROM c\nWHERE c.isRevoked = false AND c.expiryDate = "${link.expiryDate}" ` +
          "AND IS_NULL(c.passwordHash) AND (IS_NULL(c.maxAccessCount) OR c.accessCount < c.maxAccessCount)",
      );
    });

    it("a new end comes with its ttl in the same patch, and only while the end is still the one that was read", async () => {
      const link = sampleShareLink({ expiryDate: inDays(4) });
      cosmos.script(itemReply(link.linkId, link), itemReply(link.linkId, { ...link, expiryDate: inDays(9) }));
      await db.shareLinks.update(link.userId, link.linkId, { expiryDate: inDays(9) }, at);
      expect(patchOf("/expiryDate")).toMatchObject({ value: inDays(9) });
      expect(patchOf("/ttl")).toMatchObject({ value: 9 * DAY_SECONDS + GRACE_SECONDS });
      expect(cosmos.seen[1]?.body.condition).toContain(`c.expiryDate = "${link.expiryDate}"`);
    });

    it("an access of a locked link counts only while its password is the one that was read", async () => {
      const link = sampleShareLink({ passwordHash: '$2b$10$a"b' });
      cosmos.script(itemReply(link.linkId, { ...link, accessCount: 1 }));
      await db.shareLinks.countAccess(link, at);
      expect(cosmos.seen[0]?.body.condition).toContain('AND c.passwordHash = "$2b$10$a\\"b" AND');
    });

    it("revoking leaves the days of grace from that moment, also to a link that never expires", async () => {
      const link = sampleShareLink({ expiryDate: null });
      const revoked = { ...link, isRevoked: true, revokedDate: at };
      cosmos.script(itemReply(link.linkId, link), itemReply(link.linkId, revoked));
      await db.shareLinks.revoke(link.userId, link.linkId, at);
      expect(patchOf("/ttl")).toMatchObject({ value: GRACE_SECONDS });
      expect(cosmos.seen[1]?.body.condition).toContain(`c.userId = "${link.userId}"`);
    });

    it("an access token lives until its end and the days of grace, or for ever; its use does not prolong that", async () => {
      const token = sampleAccessToken({ createdAt: at, expiresAt: inDays(7) });
      const { userId, tokenId } = token;
      const endless = sampleAccessToken({ expiresAt: null });
      cosmos.script(
        { status: 201, body: storedItem(tokenId, token) },
        { status: 201, body: storedItem(endless.tokenId, endless) },
        itemReply(tokenId, token),
        itemReply(tokenId, token),
      );
      await db.accessTokens.create(token);
      await db.accessTokens.create(endless);
      expect(cosmos.seen.map(({ body }) => body.ttl)).toEqual([7 * DAY_SECONDS + GRACE_SECONDS, -1]);
      await db.accessTokens.markUsed(userId, tokenId, inDays(3));
      expect(patchOf("/lastUsedAt")).toMatchObject({ value: inDays(3) });
      expect(patchOf("/ttl")).toMatchObject({ value: 4 * DAY_SECONDS + GRACE_SECONDS });
      expect(cosmos.seen.at(-1)?.body.condition).toBe(
        `FROM c\nWHERE (IS_NULL(c.lastUsedAt) OR c.lastUsedAt < "${inDays(3)}")`,
      );
    });

    it("a counter of tries lives for its window, and its id shows nothing of its key", async () => {
      cosmos.script({ status: 201 });
      await db.throttles.hit("login:anna@example.org", 60_000, Date.now());
      expect(cosmos.seen[0]?.body).toMatchObject({ ttl: 60, count: 1 });
      expect(JSON.stringify(cosmos.seen)).not.toContain("anna");
    });

    it("the first try of a window is one request, each later one is counted by one patch", async () => {
      const counter = { id: "x", count: 2, resetMs: 60_000 };
      cosmos.script({ status: 201 }, { status: 409 }, itemReply("x", counter));
      expect((await db.throttles.hit("key", 60_000, 0)).count).toBe(1);
      expect(cosmos.seen.map(({ method }) => method)).toEqual(["POST"]);
      expect(await db.throttles.hit("key", 60_000, 0)).toEqual({ count: 2, resetMs: 60_000 });
      expect(cosmos.seen.slice(1).map(({ method }) => method)).toEqual(["POST", "PATCH"]);
    });

    it("a mark lives as long as it lasts, and its id shows nothing of its key", async () => {
      cosmos.script({ status: 200 });
      await db.throttles.mark("login:anna@example.org", 30 * DAY_MS, Date.parse(at));
      const untilMs = Date.parse(inDays(30));
      expect(cosmos.seen[0]?.body).toMatchObject({ ttl: 30 * DAY_SECONDS, untilMs });
      expect(JSON.stringify(cosmos.seen)).not.toContain("anna");
    });
  });
});
