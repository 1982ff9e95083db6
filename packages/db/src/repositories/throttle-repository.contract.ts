import { newUuidV7 } from "@cloudpix/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";

const windowMs = 60_000;
const freshKey = () => `login:${newUuidV7(new Date())}`;
const counts = (hits: { count: number }[]) => hits.map((hit) => hit.count).sort((a, b) => a - b);

/** What every {@link ThrottleRepository} promises. `open` is called once; the database is closed afterwards. */
export const throttleRepositoryContract = (open: () => Promise<Database>): void => {
  describe("throttle repository", () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
    });
    afterAll(() => db?.close());

    it("tries in one window are counted 1, 2, 3 and share its end", async () => {
      const key = freshKey();
      const nowMs = Date.now();
      const first = await db.throttles.hit(key, windowMs, nowMs);
      const second = await db.throttles.hit(key, windowMs, nowMs);
      const last = await db.throttles.hit(key, windowMs, first.resetMs - 1);
      expect(counts([first, second, last])).toEqual([1, 2, 3]);
      expect(last.resetMs).toBe(first.resetMs);
      expect(second.resetMs).toBe(first.resetMs);
    });

    it("the window holds the moment of the try and is no longer than asked", async () => {
      const nowMs = Date.now();
      const { resetMs } = await db.throttles.hit(freshKey(), windowMs, nowMs);
      expect(resetMs).toBeGreaterThan(nowMs);
      expect(resetMs).toBeLessThanOrEqual(nowMs + windowMs);
    });

    it("the count begins at 1 again in the millisecond a window ends", async () => {
      const key = freshKey();
      const { resetMs } = await db.throttles.hit(key, windowMs, Date.now());
      expect(await db.throttles.hit(key, windowMs, resetMs)).toEqual({
        count: 1,
        resetMs: resetMs + windowMs,
      });
    });

    it("of 50 parallel tries each gets another count", async () => {
      const key = freshKey();
      const nowMs = Date.now();
      const hits = await inParallel(50, () => db.throttles.hit(key, windowMs, nowMs));
      expect(counts(hits)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });

    it("tries under one key do not count for somebody else's", async () => {
      const nowMs = Date.now();
      await inParallel(3, () => db.throttles.hit(freshKey(), windowMs, nowMs));
      expect((await db.throttles.hit(freshKey(), windowMs, nowMs)).count).toBe(1);
    });

    it("a key may hold anything an e-mail, an address or a link id holds", async () => {
      const nowMs = Date.now();
      for (const text of ["a/b\\c?d#e", "2001:db8::/64", `${"ü".repeat(300)}@example.org`]) {
        const key = freshKey() + text;
        await db.throttles.hit(key, windowMs, nowMs);
        expect((await db.throttles.hit(key, windowMs, nowMs)).count).toBe(2);
      }
    });

    describe("mark, isMarked", () => {
      const lastsMs = 10 * windowMs;

      it("a key is marked until its time is over, and not in that millisecond", async () => {
        const key = freshKey();
        const nowMs = Date.now();
        expect(await db.throttles.isMarked(key, nowMs)).toBe(false);
        await db.throttles.mark(key, lastsMs, nowMs);
        expect(await db.throttles.isMarked(key, nowMs)).toBe(true);
        expect(await db.throttles.isMarked(key, nowMs + lastsMs - 1)).toBe(true);
        expect(await db.throttles.isMarked(key, nowMs + lastsMs)).toBe(false);
      });

      it("marking again begins its time anew, for this key only", async () => {
        const [key, other] = [freshKey(), freshKey()];
        const nowMs = Date.now();
        await db.throttles.mark(key, lastsMs, nowMs);
        await db.throttles.mark(other, lastsMs, nowMs);
        await db.throttles.mark(key, lastsMs, nowMs + 5);
        expect(await db.throttles.isMarked(key, nowMs + lastsMs)).toBe(true);
        expect(await db.throttles.isMarked(key, nowMs + lastsMs + 5)).toBe(false);
        expect(await db.throttles.isMarked(other, nowMs + lastsMs)).toBe(false);
      });

      it("20 parallel marks of one key are one mark", async () => {
        const key = freshKey();
        const nowMs = Date.now();
        await inParallel(20, () => db.throttles.mark(key, lastsMs, nowMs));
        expect(await db.throttles.isMarked(key, nowMs + lastsMs - 1)).toBe(true);
      });

      it("removing what is over leaves a running mark", async () => {
        const key = freshKey();
        const nowMs = Date.now();
        await db.throttles.mark(key, lastsMs, nowMs);
        await db.throttles.removeOver(nowMs + lastsMs - 1, 1_000);
        expect(await db.throttles.isMarked(key, nowMs + lastsMs - 1)).toBe(true);
      });
    });

    it("removing what is over leaves a running window its count", async () => {
      const key = freshKey();
      const { resetMs } = await db.throttles.hit(key, windowMs, Date.now());
      await db.throttles.removeOver(resetMs - 1, 1_000);
      expect((await db.throttles.hit(key, windowMs, resetMs - 1)).count).toBe(2);
    });

    it("removing what is over can be repeated and never removes a counter twice", async () => {
      const { resetMs } = await db.throttles.hit(freshKey(), windowMs, Date.now());
      await db.throttles.removeOver(resetMs, 1_000);
      expect(await db.throttles.removeOver(resetMs, 1_000)).toBe(0);
    });

    it("no more counters are removed in one step than asked for", async () => {
      const now = Date.now();
      const hits = await inParallel(5, () => db.throttles.hit(freshKey(), windowMs, now));
      const lastMs = Math.max(...hits.map(({ resetMs }) => resetMs));
      expect(await db.throttles.removeOver(lastMs, 2)).toBeLessThanOrEqual(2);
    });
  });
};
