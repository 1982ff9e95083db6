import { MINUTE_MS, newLinkId, newUuidV7, type ShareLinkRecord } from "@cloudpix/domain";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleShareLink } from "./sample-records.ts";

const somebodyElse = () => newUuidV7(new Date());

/** What `countAccess` and `revoke` of every {@link ShareLinkRepository} promise, alone and against each other. */
export const shareLinkAccessContract = (open: () => Database): void => {
  const added = async (over: Partial<ShareLinkRecord> = {}) => {
    const link = sampleShareLink(over);
    expect(await open().shareLinks.create(link)).toBe("created");
    return link;
  };

  describe("countAccess", () => {
    it("counts one access, remembers when, and answers the link after it", async () => {
      const link = await added({ maxAccessCount: 2 });
      const now = fromNow(0);
      const counted = { ...link, accessCount: 1, lastAccessDate: now };
      expect(await open().shareLinks.countAccess(link, now)).toEqual(counted);
      expect(await open().shareLinks.get(link.linkId)).toEqual(counted);
    });

    it("50 parallel accesses are counted 1 to 50", async () => {
      const link = await added();
      const answers = await inParallel(50, () => open().shareLinks.countAccess(link, fromNow(0)));
      const counts = answers.map((answer) => answer?.accessCount ?? 0).sort((a, b) => a - b);
      expect(counts).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect((await open().shareLinks.get(link.linkId))?.accessCount).toBe(50);
    });

    it("a link limited to 7 accesses is opened by exactly 7 of 50 parallel visitors", async () => {
      const link = await added({ maxAccessCount: 7 });
      const answers = await inParallel(50, () => open().shareLinks.countAccess(link, fromNow(0)));
      expect(answers.filter((answer) => answer !== null)).toHaveLength(7);
      expect((await open().shareLinks.get(link.linkId))?.accessCount).toBe(7);
    });

    it.each([
      ["revoked", { isRevoked: true, revokedDate: fromNow(0) }, fromNow(0)],
      ["expired", { expiryDate: fromNow(-1_000) }, fromNow(0)],
      ["used up", { maxAccessCount: 2, accessCount: 2 }, fromNow(0)],
    ])("a link that is %s answers null and counts nothing", async (_, over, now) => {
      const link = await added(over);
      expect(await open().shareLinks.countAccess(link, now)).toBeNull();
      expect(await open().shareLinks.get(link.linkId)).toEqual(link);
    });

    it("a link opens until the last millisecond before its expiry and not in the one of its expiry", async () => {
      const expiry = new Date(Date.now() + MINUTE_MS);
      const link = await added({ expiryDate: expiry.toISOString() });
      const before = new Date(expiry.getTime() - 1).toISOString();
      expect(await open().shareLinks.countAccess(link, expiry.toISOString())).toBeNull();
      expect((await open().shareLinks.countAccess(link, before))?.accessCount).toBe(1);
    });

    it("a link without an end or a limit opens", async () => {
      const link = await added({ expiryDate: null, maxAccessCount: null });
      expect((await open().shareLinks.countAccess(link, fromNow(0)))?.accessCount).toBe(1);
    });

    it.each([
      ["later", fromNow(2 * MINUTE_MS)],
      ["sooner, though still to come", fromNow(MINUTE_MS / 2)],
      ["never", null],
    ])("a link whose end was moved since it was read (%s) counts for who reads it anew", async (_, end) => {
      const link = await added({ expiryDate: fromNow(MINUTE_MS) });
      const moved = await open().shareLinks.update(link.userId, link.linkId, { expiryDate: end }, fromNow(0));
      expect(await open().shareLinks.countAccess(link, fromNow(0))).toBeNull();
      expect(await open().shareLinks.get(link.linkId)).toEqual(moved);
      expect(await open().shareLinks.countAccess({ ...link, expiryDate: end }, fromNow(0))).toMatchObject({
        accessCount: 1,
      });
    });

    it("a locked link counts for who knows its password hash and for nobody else", async () => {
      const [locked, free] = [await added({ passwordHash: "$2b$10$one" }), await added()];
      const count = (link: ShareLinkRecord, passwordHash: string | null) =>
        open().shareLinks.countAccess({ ...link, passwordHash }, fromNow(0));
      expect(await count(locked, null)).toBeNull();
      expect(await count(locked, "$2b$10$two")).toBeNull();
      expect(await count(locked, "")).toBeNull();
      expect(await count(free, "$2b$10$one")).toBeNull();
      expect(await open().shareLinks.get(locked.linkId)).toEqual(locked);
      expect(await open().shareLinks.get(free.linkId)).toEqual(free);
      expect((await count(locked, "$2b$10$one"))?.accessCount).toBe(1);
    });

    it("a password set among 50 parallel accesses lets none pass after it", async () => {
      const link = await added();
      const count = () => open().shareLinks.countAccess(link, fromNow(0));
      const change = { passwordHash: "$2b$10$new" };
      const [before, changed, after] = await Promise.all([
        inParallel(25, count),
        open().shareLinks.update(link.userId, link.linkId, change, fromNow(0)),
        inParallel(25, count),
      ]);
      const opened = [...before, ...after].filter((answer) => answer !== null);
      expect(changed?.passwordHash).toBe(change.passwordHash);
      expect(opened.every((answer) => answer?.passwordHash === null)).toBe(true);
      expect((await open().shareLinks.get(link.linkId))?.accessCount).toBe(opened.length);
      expect(await count()).toBeNull();
    });

    it("an unknown link answers null and creates nothing", async () => {
      const link = sampleShareLink();
      expect(await open().shareLinks.countAccess(link, fromNow(0))).toBeNull();
      expect(await open().shareLinks.get(link.linkId)).toBeNull();
    });
  });

  describe("revoke", () => {
    it("revokes, remembers when, and answers the link after it", async () => {
      const link = await added({ accessCount: 3, lastAccessDate: fromNow(-1_000) });
      const now = fromNow(0);
      const revoked = { ...link, isRevoked: true, revokedDate: now };
      expect(await open().shareLinks.revoke(link.userId, link.linkId, now)).toEqual({
        link: revoked,
        changed: true,
      });
      expect(await open().shareLinks.get(link.linkId)).toEqual(revoked);
      expect(await open().shareLinks.countAccess(link, now)).toBeNull();
    });

    it("a second time answers the link and changes nothing, not even the moment", async () => {
      const link = await added();
      const first = await open().shareLinks.revoke(link.userId, link.linkId, fromNow(-5_000));
      expect(first?.changed).toBe(true);
      expect(await open().shareLinks.revoke(link.userId, link.linkId, fromNow(0))).toEqual({
        ...first,
        changed: false,
      });
      expect(await open().shareLinks.get(link.linkId)).toEqual(first?.link);
    });

    it("of 20 parallel revocations exactly one has changed the link, and all answer it revoked", async () => {
      const link = await added();
      const now = fromNow(0);
      const answers = await inParallel(20, () => open().shareLinks.revoke(link.userId, link.linkId, now));
      expect(answers.filter((answer) => answer?.changed)).toHaveLength(1);
      expect(answers.filter((answer) => answer?.link.isRevoked)).toHaveLength(20);
    });

    it("a revocation and one of all links at the same moment change the link once", async () => {
      const link = await added();
      const now = fromNow(0);
      const [one, all] = await Promise.all([
        open().shareLinks.revoke(link.userId, link.linkId, now),
        open().shareLinks.revokeByFile(link.userId, link.fileId, now),
      ]);
      expect(Number(one?.changed) + all).toBe(1);
    });

    it("an expired link can still be revoked", async () => {
      const link = await added({ expiryDate: fromNow(-1_000) });
      expect(await open().shareLinks.revoke(link.userId, link.linkId, fromNow(0))).toMatchObject({
        link: { isRevoked: true },
        changed: true,
      });
    });

    it("an unknown link answers null", async () => {
      expect(await open().shareLinks.revoke(somebodyElse(), newLinkId(), fromNow(0))).toBeNull();
    });

    it("a link of somebody else answers null and stays live", async () => {
      const link = await added();
      expect(await open().shareLinks.revoke(somebodyElse(), link.linkId, fromNow(0))).toBeNull();
      expect(await open().shareLinks.get(link.linkId)).toEqual(link);
    });

    it("a revocation among 50 parallel accesses loses neither itself nor a count", async () => {
      const link = await added();
      const count = () => open().shareLinks.countAccess(link, fromNow(0));
      const [before, revoked, after] = await Promise.all([
        inParallel(25, count),
        open().shareLinks.revoke(link.userId, link.linkId, fromNow(0)),
        inParallel(25, count),
      ]);
      const opened = [...before, ...after].filter((answer) => answer !== null).length;
      expect(revoked).toMatchObject({ link: { isRevoked: true }, changed: true });
      expect(await open().shareLinks.get(link.linkId)).toMatchObject({
        isRevoked: true,
        accessCount: opened,
      });
      expect(await count()).toBeNull();
    });
  });
};
