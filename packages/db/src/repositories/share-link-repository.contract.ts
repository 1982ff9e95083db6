import { MINUTE_MS, newLinkId, newUuidV7, type ShareLinkRecord } from "@cloudpix/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleShareLink } from "./sample-records.ts";
import { shareLinkAccessContract } from "./share-link-access.contract.ts";
import { shareLinkOwnerContract } from "./share-link-owner.contract.ts";
import { shareLinkUpdateContract } from "./share-link-update.contract.ts";

const somebodyElse = () => newUuidV7(new Date());

/** What every {@link ShareLinkRepository} promises. `open` is called once; the database is closed afterwards. */
export const shareLinkRepositoryContract = (open: () => Promise<Database>): void => {
  describe("share link repository", () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
    });
    afterAll(() => db?.close());

    const added = async (over: Partial<ShareLinkRecord> = {}) => {
      const link = sampleShareLink(over);
      expect(await db.shareLinks.create(link)).toBe("created");
      return link;
    };

    describe("create, get", () => {
      it("a link with everything and a link with every null come back exactly as they were created", async () => {
        const full = await added({
          name: "Für Oma 🌊",
          passwordHash: "$2b$10$hash",
          maxAccessCount: 5,
          accessCount: 2,
          lastAccessDate: fromNow(-MINUTE_MS),
          isRevoked: true,
          revokedDate: fromNow(-1_000),
        });
        const bare = await added({ expiryDate: null });
        expect(await db.shareLinks.get(full.linkId)).toEqual(full);
        expect(await db.shareLinks.get(bare.linkId)).toEqual(bare);
      });

      it("an unknown link answers null", async () => {
        expect(await db.shareLinks.get(newLinkId())).toBeNull();
      });

      it("link ids that differ in case only are different links", async () => {
        const upper = await added({ linkId: `${newLinkId()}A` });
        const lower = await added({ linkId: `${upper.linkId.slice(0, -1)}a` });
        expect(await db.shareLinks.get(upper.linkId)).toEqual(upper);
        expect(await db.shareLinks.get(lower.linkId)).toEqual(lower);
      });

      it("an expired link is still found until its grace is over", async () => {
        const link = await added({ expiryDate: fromNow(-MINUTE_MS) });
        expect(await db.shareLinks.get(link.linkId)).toEqual(link);
      });

      it("repeating a create with the same content answers `exists` and changes nothing", async () => {
        const link = await added({ name: "Once", maxAccessCount: 9 });
        expect(await db.shareLinks.create(link)).toBe("exists");
        expect(await db.shareLinks.get(link.linkId)).toEqual(link);
      });

      it("repeating a create after accesses and a revocation keeps both", async () => {
        const link = await added();
        await db.shareLinks.countAccess(link, fromNow(0));
        const revoked = await db.shareLinks.revoke(link.userId, link.linkId, fromNow(0));
        expect(await db.shareLinks.create(link)).toBe("exists");
        expect(await db.shareLinks.get(link.linkId)).toEqual(revoked?.link);
      });

      it.each([
        ["another file", { fileId: newUuidV7(new Date()) }],
        ["somebody else", { userId: newUuidV7(new Date()) }],
        ["another end", { expiryDate: null }],
        ["another name", { name: "Other" }],
        ["another password", { passwordHash: "$2b$10$other" }],
        ["another limit", { maxAccessCount: 3 }],
      ])("an id in use for %s answers `conflict` and leaves the link as it was", async (_, over) => {
        const link = await added();
        expect(await db.shareLinks.create({ ...link, ...over })).toBe("conflict");
        expect(await db.shareLinks.get(link.linkId)).toEqual(link);
      });

      it("of 20 parallel creates of the same link one is `created`, the others meet it, and one link is left", async () => {
        const link = sampleShareLink();
        const answers = await inParallel(20, () => db.shareLinks.create(link));
        expect(answers.toSorted()).toEqual(["created", ...Array.from({ length: 19 }, () => "exists")]);
        expect(await db.shareLinks.listByFile(link.userId, link.fileId)).toEqual([link]);
      });
    });

    describe("listByFile", () => {
      it("lists the links to one file newest first, expired and used-up ones included, revoked ones left out", async () => {
        const oldest = await added({ createdDate: fromNow(-3_000), expiryDate: fromNow(-1_000) });
        const { userId, fileId } = oldest;
        const newest = await added({ userId, fileId, createdDate: fromNow(-1_000), expiryDate: null });
        const usedUp = { createdDate: fromNow(-2_000), maxAccessCount: 1, accessCount: 1 };
        const middle = await added({ userId, fileId, ...usedUp });
        await added({ userId, fileId, isRevoked: true, revokedDate: fromNow(0) });
        await added({ userId });
        expect(await db.shareLinks.listByFile(userId, fileId)).toEqual([newest, middle, oldest]);
      });

      it("links to a file of somebody else are not listed", async () => {
        const link = await added();
        expect(await db.shareLinks.listByFile(somebodyElse(), link.fileId)).toEqual([]);
      });

      it("lists at most 1,000 links, none of them hidden by revoked ones, and removeByFile removes those beyond too", async () => {
        const { userId, fileId } = sampleShareLink();
        const listed = async () => {
          const links = await db.shareLinks.listByFile(userId, fileId);
          return links.filter(({ isRevoked }) => !isRevoked).length;
        };
        for (let made = 0; made < 1_000; made += 50) {
          await inParallel(50, () => added({ userId, fileId }));
        }
        const newest = { createdDate: fromNow(60_000), isRevoked: true, revokedDate: fromNow(0) };
        await added({ userId, fileId, ...newest });
        expect(await listed()).toBe(1_000);
        await added({ userId, fileId });
        expect(await listed()).toBe(1_000);
        expect(await db.shareLinks.removeByFile(userId, fileId)).toBe(1_002);
        expect(await db.shareLinks.listByFile(userId, fileId)).toEqual([]);
      }, 120_000);
    });

    describe("countLive", () => {
      it("counts per file, leaves out revoked and expired links, and files with none", async () => {
        const now = fromNow(0);
        const { userId, fileId } = await added();
        await added({ userId, fileId, expiryDate: null });
        await added({ userId, fileId, isRevoked: true, revokedDate: now });
        await added({ userId, fileId, expiryDate: fromNow(-1_000) });
        await added({ userId, fileId, expiryDate: now });
        const usedUp = await added({ userId, maxAccessCount: 1, accessCount: 1 });
        const dead = await added({ userId, isRevoked: true, revokedDate: now });
        const unshared = newUuidV7(new Date());
        const live = await db.shareLinks.countLive(
          userId,
          [fileId, usedUp.fileId, dead.fileId, unshared],
          now,
        );
        expect(live).toEqual(
          new Map([
            [fileId, 2],
            [usedUp.fileId, 1],
          ]),
        );
      });

      it("links to files that were not asked for are not counted", async () => {
        const link = await added();
        await added({ userId: link.userId });
        expect(await db.shareLinks.countLive(link.userId, [link.fileId], fromNow(0))).toEqual(
          new Map([[link.fileId, 1]]),
        );
      });

      it("links to a file of somebody else are not counted", async () => {
        const link = await added();
        expect(await db.shareLinks.countLive(somebodyElse(), [link.fileId], fromNow(0))).toEqual(new Map());
      });

      it("answers for no file and for a whole page of 100", async () => {
        const link = await added();
        const others = Array.from({ length: 99 }, () => newUuidV7(new Date()));
        expect(await db.shareLinks.countLive(link.userId, [], fromNow(0))).toEqual(new Map());
        expect(await db.shareLinks.countLive(link.userId, [...others, link.fileId], fromNow(0))).toEqual(
          new Map([[link.fileId, 1]]),
        );
      });
    });

    shareLinkAccessContract(() => db);
    shareLinkUpdateContract(() => db);
    shareLinkOwnerContract(() => db);

    describe("revokeByFile", () => {
      it("revokes every link to the file, expired ones too, so that none can live again; again: none", async () => {
        const live = await added();
        const { userId, fileId } = live;
        const usedUp = await added({ userId, fileId, maxAccessCount: 1, accessCount: 1 });
        const expired = await added({ userId, fileId, expiryDate: fromNow(-1_000) });
        const revoked = await added({ userId, fileId, isRevoked: true, revokedDate: fromNow(-9_000) });
        const other = await added({ userId });
        const now = fromNow(0);
        expect(await db.shareLinks.revokeByFile(userId, fileId, now)).toBe(3);
        expect(await db.shareLinks.revokeByFile(userId, fileId, now)).toBe(0);
        const after = { isRevoked: true, revokedDate: now };
        expect(await db.shareLinks.get(live.linkId)).toEqual({ ...live, ...after });
        expect(await db.shareLinks.get(usedUp.linkId)).toEqual({ ...usedUp, ...after });
        expect(await db.shareLinks.get(expired.linkId)).toEqual({ ...expired, ...after });
        for (const untouched of [revoked, other]) {
          expect(await db.shareLinks.get(untouched.linkId)).toEqual(untouched);
        }
      });

      it("links to a file of somebody else stay live", async () => {
        const link = await added();
        expect(await db.shareLinks.revokeByFile(somebodyElse(), link.fileId, fromNow(0))).toBe(0);
        expect(await db.shareLinks.get(link.linkId)).toEqual(link);
      });
    });

    describe("removeByFile", () => {
      it("removes every link to the file in any state and no other; again: none", async () => {
        const { userId, fileId } = await added();
        const revoked = await added({ userId, fileId, isRevoked: true, revokedDate: fromNow(0) });
        await added({ userId, fileId, expiryDate: fromNow(-1_000) });
        const other = await added({ userId });
        expect(await db.shareLinks.removeByFile(userId, fileId)).toBe(3);
        expect(await db.shareLinks.removeByFile(userId, fileId)).toBe(0);
        expect(await db.shareLinks.get(revoked.linkId)).toBeNull();
        expect(await db.shareLinks.listByFile(userId, fileId)).toEqual([]);
        expect(await db.shareLinks.get(other.linkId)).toEqual(other);
      });

      it("links to a file of somebody else stay", async () => {
        const link = await added();
        expect(await db.shareLinks.removeByFile(somebodyElse(), link.fileId)).toBe(0);
        expect(await db.shareLinks.get(link.linkId)).toEqual(link);
      });
    });

    describe("removeDue", () => {
      // Dates lie within the days of grace, so that an engine with a TTL still holds the links when they are swept.
      it("removes what expired or was revoked before the moment, in steps of at most `limit`, until none is left", async () => {
        const before = fromNow(-120 * MINUTE_MS);
        const due = await Promise.all([
          added({ expiryDate: fromNow(-180 * MINUTE_MS) }),
          added({ isRevoked: true, revokedDate: fromNow(-180 * MINUTE_MS) }),
          added({ expiryDate: null, isRevoked: true, revokedDate: fromNow(-180 * MINUTE_MS) }),
        ]);
        const kept = await Promise.all([
          added({ expiryDate: before }),
          added({ isRevoked: true, revokedDate: before }),
          added({ expiryDate: fromNow(-60 * MINUTE_MS) }),
          added({ expiryDate: null }),
          added(),
        ]);
        const steps: number[] = [];
        do steps.push(await db.shareLinks.removeDue(before, 2));
        while (steps.at(-1) !== 0);
        expect(Math.max(...steps)).toBeLessThanOrEqual(2);
        expect(steps.reduce((sum, step) => sum + step)).toBeGreaterThanOrEqual(3);
        for (const link of due) expect(await db.shareLinks.get(link.linkId)).toBeNull();
        for (const link of kept) expect(await db.shareLinks.get(link.linkId)).toEqual(link);
      });
    });
  });
};
