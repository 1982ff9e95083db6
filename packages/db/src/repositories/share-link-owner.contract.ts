import { newUuidV7, type ShareLinkRecord } from "@cloudpix/domain";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleShareLink } from "./sample-records.ts";
import type { ShareLinkPosition } from "./share-link-repository.ts";

const somebodyElse = () => newUuidV7(new Date());

/** What every {@link ShareLinkRepository} promises of all the links of one owner. */
export const shareLinkOwnerContract = (open: () => Database): void => {
  const added = async (over: Partial<ShareLinkRecord> = {}) => {
    const link = sampleShareLink(over);
    expect(await open().shareLinks.create(link)).toBe("created");
    return link;
  };
  const walk = async (
    userId: string,
    limit: number,
    between: (next: ShareLinkPosition) => Promise<unknown> = async () => undefined,
  ) => {
    const seen: ShareLinkRecord[] = [];
    let after: ShareLinkPosition | null = null;
    do {
      const page = await open().shareLinks.listByUser(userId, { limit, ...(after ? { after } : {}) });
      expect(page.shareLinks.length).toBeLessThanOrEqual(limit);
      seen.push(...page.shareLinks);
      after = page.next;
      if (after) await between(after);
    } while (after);
    return seen;
  };
  const newestFirst = (links: ShareLinkRecord[]) =>
    links.toSorted((a, b) => {
      const [left, right] = [`${a.createdDate} ${a.linkId}`, `${b.createdDate} ${b.linkId}`];
      return Number(left < right) - Number(left > right);
    });

  describe("listByUser", () => {
    it("lists the links to all files newest first, revoked and expired ones included", async () => {
      const expired = await added({ createdDate: fromNow(-3_000), expiryDate: fromNow(-1_000) });
      const { userId } = expired;
      const newest = await added({ userId, createdDate: fromNow(-1_000), expiryDate: null });
      const revoked = { isRevoked: true, revokedDate: fromNow(0) };
      const middle = await added({ userId, createdDate: fromNow(-2_000), ...revoked });
      const page = await open().shareLinks.listByUser(userId, { limit: 10 });
      expect(page).toEqual({ shareLinks: [newest, middle, expired], next: null });
    });

    it("links made in the same millisecond are each met once, however small the pages", async () => {
      const { userId, createdDate } = sampleShareLink();
      const links = await inParallel(12, (index) =>
        added({ userId, createdDate: index < 8 ? createdDate : fromNow(-60_000) }),
      );
      for (const limit of [1, 3, 12]) expect(await walk(userId, limit)).toEqual(newestFirst(links));
    });

    it("a page begins where it should though the link it begins behind is gone", async () => {
      const { userId, createdDate } = sampleShareLink();
      const links = await inParallel(6, () => added({ userId, createdDate }));
      const seen = await walk(userId, 2, async ({ linkId }) => {
        const link = links.find((one) => one.linkId === linkId);
        expect(await open().shareLinks.removeByFile(userId, link?.fileId ?? "")).toBe(1);
      });
      expect(seen).toEqual(newestFirst(links));
    });

    it("says exactly whether there are more", async () => {
      const { userId } = await added();
      await added({ userId });
      expect((await open().shareLinks.listByUser(userId, { limit: 2 })).next).toBeNull();
      const [first] = (await open().shareLinks.listByUser(userId, { limit: 1 })).shareLinks;
      expect((await open().shareLinks.listByUser(userId, { limit: 1 })).next).toEqual({
        createdDate: first?.createdDate,
        linkId: first?.linkId,
      });
    });

    it("links of somebody else are not listed", async () => {
      await added();
      const page = await open().shareLinks.listByUser(somebodyElse(), { limit: 10 });
      expect(page).toEqual({ shareLinks: [], next: null });
    });
  });

  describe("revokeByUser", () => {
    it("revokes every link of the user, expired ones too, so that none can live again; again: none", async () => {
      const live = await added();
      const { userId } = live;
      const expired = await added({ userId, expiryDate: fromNow(-1_000) });
      const revoked = await added({ userId, isRevoked: true, revokedDate: fromNow(-9_000) });
      const now = fromNow(0);
      expect(await open().shareLinks.revokeByUser(userId, now)).toBe(2);
      expect(await open().shareLinks.revokeByUser(userId, now)).toBe(0);
      const after = { isRevoked: true, revokedDate: now };
      expect(await open().shareLinks.get(live.linkId)).toEqual({ ...live, ...after });
      expect(await open().shareLinks.get(expired.linkId)).toEqual({ ...expired, ...after });
      expect(await open().shareLinks.get(revoked.linkId)).toEqual(revoked);
    });

    it("links of somebody else stay live", async () => {
      const link = await added();
      expect(await open().shareLinks.revokeByUser(somebodyElse(), fromNow(0))).toBe(0);
      expect(await open().shareLinks.get(link.linkId)).toEqual(link);
    });
  });

  describe("removeByUser", () => {
    it("removes every link of the user in any state; again: none", async () => {
      const { userId } = await added();
      await added({ userId, isRevoked: true, revokedDate: fromNow(0) });
      await added({ userId, expiryDate: fromNow(-1_000) });
      expect(await open().shareLinks.removeByUser(userId)).toBe(3);
      expect(await open().shareLinks.removeByUser(userId)).toBe(0);
      expect((await open().shareLinks.listByUser(userId, { limit: 10 })).shareLinks).toEqual([]);
    });

    it("links of somebody else stay", async () => {
      const link = await added();
      expect(await open().shareLinks.removeByUser(somebodyElse())).toBe(0);
      expect(await open().shareLinks.get(link.linkId)).toEqual(link);
    });

    it("more links than one step takes are all revoked and all removed", async () => {
      const { userId } = sampleShareLink();
      for (let made = 0; made < 1_001; made += 77) await inParallel(77, () => added({ userId }));
      expect(await open().shareLinks.revokeByUser(userId, fromNow(0))).toBe(1_001);
      expect(await open().shareLinks.revokeByUser(userId, fromNow(0))).toBe(0);
      expect(await open().shareLinks.removeByUser(userId)).toBe(1_001);
      expect(await open().shareLinks.removeByUser(userId)).toBe(0);
    }, 120_000);
  });
};
