import { DAY_MS, newUuidV7, type ShareLinkRecord } from "@cloudpix/domain";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleShareLink } from "./sample-records.ts";

/** What a change of a link promises; a part of {@link shareLinkRepositoryContract}. */
export const shareLinkUpdateContract = (database: () => Database): void => {
  describe("share link update", () => {
    let db: Database;
    beforeAll(() => {
      db = database();
    });

    const added = async (over: Partial<ShareLinkRecord> = {}) => {
      const link = sampleShareLink(over);
      expect(await db.shareLinks.create(link)).toBe("created");
      return link;
    };
    const now = () => fromNow(0);

    it("changes what is given and keeps the rest", async () => {
      const link = await added({ name: "For Oma", maxAccessCount: 5 });
      const expiryDate = fromNow(3 * DAY_MS);
      const changed = await db.shareLinks.update(link.userId, link.linkId, { expiryDate }, now());
      expect(changed).toEqual({ ...link, expiryDate });
      expect(await db.shareLinks.get(link.linkId)).toEqual(changed);
    });

    it("null is a value: no name, no end, no password, no limit", async () => {
      const link = await added({ name: "For Oma", passwordHash: "$2b$10$one", maxAccessCount: 5 });
      const nothing = { name: null, expiryDate: null, passwordHash: null, maxAccessCount: null };
      expect(await db.shareLinks.update(link.userId, link.linkId, nothing, now())).toEqual({
        ...link,
        ...nothing,
      });
    });

    it("a password is set, and another set in its place", async () => {
      const link = await added();
      for (const passwordHash of ["$2b$10$one", "$2b$10$two"]) {
        const after = await db.shareLinks.update(link.userId, link.linkId, { passwordHash }, now());
        expect(after).toEqual({ ...link, passwordHash });
      }
    });

    it("an expired link lives again with a new end, a used-up one with a higher limit", async () => {
      const link = await added({ expiryDate: fromNow(-1_000), maxAccessCount: 1, accessCount: 1 });
      const changes = { expiryDate: fromNow(DAY_MS), maxAccessCount: 2 };
      const changed = await db.shareLinks.update(link.userId, link.linkId, changes, now());
      expect(changed && (await db.shareLinks.countAccess(changed, now()))).toMatchObject({ accessCount: 2 });
    });

    it("a revoked link, an unknown one and one of somebody else are not changed", async () => {
      const link = await added();
      const somebodyElse = newUuidV7(new Date());
      expect(await db.shareLinks.update(somebodyElse, link.linkId, { name: "Mine" }, now())).toBeNull();
      expect(
        await db.shareLinks.update(link.userId, sampleShareLink().linkId, { name: "x" }, now()),
      ).toBeNull();
      const revoked = await db.shareLinks.revoke(link.userId, link.linkId, now());
      expect(await db.shareLinks.update(link.userId, link.linkId, { name: "x" }, now())).toBeNull();
      expect(await db.shareLinks.get(link.linkId)).toEqual(revoked?.link);
    });

    it("changes and 30 accesses of one moment lose neither", async () => {
      const link = await added();
      const visits = inParallel(30, () => db.shareLinks.countAccess(link, now()));
      const change = db.shareLinks.update(link.userId, link.linkId, { name: "Busy" }, now());
      const counted = (await visits).filter((visited) => visited !== null).length;
      expect(await change).toMatchObject({ name: "Busy" });
      expect(counted).toBe(30);
      expect(await db.shareLinks.get(link.linkId)).toMatchObject({ name: "Busy", accessCount: 30 });
    });
  });
};
