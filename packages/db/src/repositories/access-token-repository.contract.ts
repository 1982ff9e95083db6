import { randomUUID } from "node:crypto";
import { type AccessTokenRecord, DAY_MS, MINUTE_MS, newUuidV7 } from "@cloudpix/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleAccessToken } from "./sample-records.ts";

const somebodyElse = () => newUuidV7(new Date());

/** What every {@link AccessTokenRepository} promises. `open` is called once; the database is closed afterwards. */
export const accessTokenRepositoryContract = (open: () => Promise<Database>): void => {
  describe("access token repository", () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
    });
    afterAll(() => db?.close());

    const added = async (over: Partial<AccessTokenRecord> = {}) => {
      const token = sampleAccessToken(over);
      expect(await db.accessTokens.create(token)).toBe("created");
      return token;
    };
    const stored = ({ userId, tokenId }: AccessTokenRecord) => db.accessTokens.get(userId, tokenId);

    describe("create, get", () => {
      it("a token with everything and a token with every null come back exactly as they were created", async () => {
        const full = await added({ tokenVersion: 7, lastUsedAt: fromNow(-1_000) });
        const bare = await added({ scopes: ["files:read"], expiresAt: null });
        expect(await stored(full)).toEqual(full);
        expect(await stored(bare)).toEqual(bare);
      });

      it("an unknown token answers null", async () => {
        expect(await stored(sampleAccessToken())).toBeNull();
      });

      it("a token of somebody else does not exist", async () => {
        const token = await added();
        expect(await db.accessTokens.get(somebodyElse(), token.tokenId)).toBeNull();
      });

      it("repeating a create answers `exists` and changes nothing, whatever it carries", async () => {
        const token = await added();
        expect(await db.accessTokens.create(token)).toBe("exists");
        expect(await db.accessTokens.create({ ...token, scopes: [], secretHash: "00".repeat(32) })).toBe(
          "exists",
        );
        expect(await stored(token)).toEqual(token);
      });

      it("of 20 parallel creates of one token exactly one is `created`", async () => {
        const token = sampleAccessToken();
        const answers = await inParallel(20, () => db.accessTokens.create(token));
        expect(answers.filter((answer) => answer === "created")).toHaveLength(1);
      });
    });

    describe("list", () => {
      it("lists the user's tokens newest first, expired ones included", async () => {
        const { userId, ...first } = await added({ createdAt: fromNow(-3_000), expiresAt: fromNow(-1_000) });
        const third = await added({ userId, createdAt: fromNow(-1_000), expiresAt: null });
        const second = await added({ userId, createdAt: fromNow(-2_000) });
        expect(await db.accessTokens.list(userId)).toEqual([third, second, { userId, ...first }]);
      });

      it("tokens of somebody else are not listed", async () => {
        await added();
        expect(await db.accessTokens.list(somebodyElse())).toEqual([]);
      });
    });

    describe("markUsed", () => {
      it("remembers the latest use and nothing else; an earlier one changes nothing", async () => {
        const token = await added();
        const [early, late] = [fromNow(-MINUTE_MS), fromNow(0)];
        await db.accessTokens.markUsed(token.userId, token.tokenId, early);
        expect(await stored(token)).toEqual({ ...token, lastUsedAt: early });
        await db.accessTokens.markUsed(token.userId, token.tokenId, late);
        await db.accessTokens.markUsed(token.userId, token.tokenId, early);
        expect(await stored(token)).toEqual({ ...token, lastUsedAt: late });
      });

      it("20 parallel uses leave the latest", async () => {
        const token = await added();
        const moments = Array.from({ length: 20 }, (_, index) => fromNow(-index * 1_000));
        await inParallel(20, (index) =>
          db.accessTokens.markUsed(token.userId, token.tokenId, moments[(index * 7) % 20] ?? ""),
        );
        expect((await stored(token))?.lastUsedAt).toBe(moments[0]);
      });

      it("a token that is gone stays gone", async () => {
        const token = await added();
        await db.accessTokens.remove(token.userId, token.tokenId);
        await db.accessTokens.markUsed(token.userId, token.tokenId, fromNow(0));
        expect(await stored(token)).toBeNull();
      });

      it("a token of somebody else stays as it was", async () => {
        const token = await added();
        await db.accessTokens.markUsed(somebodyElse(), token.tokenId, fromNow(0));
        expect(await stored(token)).toEqual(token);
      });
    });

    describe("remove, removeByUser", () => {
      it("removes the one token, once", async () => {
        const token = await added();
        const other = await added({ userId: token.userId });
        expect(await db.accessTokens.remove(token.userId, token.tokenId)).toBe(true);
        expect(await db.accessTokens.remove(token.userId, token.tokenId)).toBe(false);
        expect(await db.accessTokens.list(token.userId)).toEqual([other]);
      });

      it("a token of somebody else stays", async () => {
        const token = await added();
        expect(await db.accessTokens.remove(somebodyElse(), token.tokenId)).toBe(false);
        expect(await db.accessTokens.removeByUser(somebodyElse())).toBe(0);
        expect(await stored(token)).toEqual(token);
      });

      it("removes every token of the user, expired ones too, and counts them; again: none", async () => {
        const { userId } = await added();
        await inParallel(20, () => added({ userId, tokenId: randomUUID() }));
        await added({ userId, expiresAt: fromNow(-1_000) });
        expect(await db.accessTokens.removeByUser(userId)).toBe(22);
        expect(await db.accessTokens.removeByUser(userId)).toBe(0);
        expect(await db.accessTokens.list(userId)).toEqual([]);
      });
    });

    describe("removeDue", () => {
      // Dates lie within the days of grace, so that an engine with a TTL still holds the tokens when they are swept.
      it("removes what expired before the moment, in steps of at most `limit`, until none is left", async () => {
        const before = fromNow(-2 * DAY_MS);
        const due = await inParallel(5, () => added({ expiresAt: fromNow(-3 * DAY_MS) }));
        const kept = await Promise.all([
          added({ expiresAt: before }),
          added({ expiresAt: fromNow(-DAY_MS) }),
          added({ expiresAt: null }),
          added(),
        ]);
        const steps: number[] = [];
        do steps.push(await db.accessTokens.removeDue(before, 2));
        while (steps.at(-1) !== 0);
        expect(Math.max(...steps)).toBeLessThanOrEqual(2);
        expect(steps.reduce((sum, step) => sum + step)).toBeGreaterThanOrEqual(5);
        for (const token of due) expect(await stored(token)).toBeNull();
        for (const token of kept) expect(await stored(token)).toEqual(token);
      });
    });
  });
};
