import { randomUUID } from "node:crypto";
import { newWorkerRunId, type RunClaim, type RunRecord, toInstant, type WorkerRun } from "@cloudpix/domain";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow } from "./sample-records.ts";

/** What every {@link RunRepository} promises. `open` is called once; the database is closed afterwards. */
export const runRepositoryContract = (open: () => Promise<Database>): void => {
  describe("run repository", () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
    });
    afterAll(() => db?.close());

    const sampleWorker = (ms: number): WorkerRun => ({
      id: newWorkerRunId(new Date()),
      at: fromNow(ms),
      details: { jobsDone: 3, lastTurn: fromNow(ms), thumbnailP50Ms: null },
    });
    const details = { removedLinks: 12, host: "wörker-1", complete: true, failure: null };

    it("the last word comes back exactly as it was put", async () => {
      const run: RunRecord = { id: "cleanup", at: fromNow(0), details };
      await db.runs.put(run);
      expect(await db.runs.get("cleanup")).toEqual(run);
    });

    it("a new word replaces the one before, details and all", async () => {
      await db.runs.put({ id: "cleanup", at: fromNow(-1_000), details });
      const latest: RunRecord = { id: "cleanup", at: fromNow(0), details: { removedLinks: 0 } };
      await db.runs.put(latest);
      expect(await db.runs.get("cleanup")).toEqual(latest);
    });

    it("each process has a word of its own", async () => {
      const cleanup: RunRecord = { id: "cleanup", at: fromNow(-5_000), details: {} };
      const heartbeat = sampleWorker(0);
      await db.runs.put(cleanup);
      await db.runs.put(heartbeat);
      expect(await db.runs.get("cleanup")).toEqual(cleanup);
      expect(await db.runs.get(heartbeat.id)).toEqual(heartbeat);
      await db.runs.removeWorker(heartbeat.id);
    });

    it("of 20 parallel words one whole word remains", async () => {
      const said = Array.from(
        { length: 20 },
        (_, index): RunRecord => ({ id: "cleanup", at: fromNow(index), details: { index } }),
      );
      await inParallel(20, async (index) => {
        const run = said[index];
        if (run) await db.runs.put(run);
      });
      expect(said).toContainEqual(await db.runs.get("cleanup"));
    });

    describe("a claim", () => {
      const minuteMs = 60_000;
      const startMs = Date.now();
      const at = (ms: number) => toInstant(new Date(startMs + ms));
      const ask = (holder: string, ms: number, forMs = minuteMs) => {
        const claim: RunClaim = { id: "cleanup-claim", holder, at: at(ms), until: at(ms + forMs) };
        return db.runs.claim(claim);
      };
      const giveBack = (holder: string, ms: number) => ask(holder, ms, 0);
      const [mine, other] = [randomUUID(), randomUUID()];
      afterEach(() => db.runs.put({ id: "cleanup-claim", at: at(0), details: {} }));

      it("is one holder's, of 20 that ask at the same moment and of those that ask later", async () => {
        const holders = Array.from({ length: 20 }, () => randomUUID());
        const got = await inParallel(20, (index) => ask(holders[index] ?? mine, 0));
        expect(got.filter((one) => one)).toHaveLength(1);
        expect(await ask(mine, minuteMs - 1)).toBe(false);
        const held = await db.runs.get("cleanup-claim");
        expect(held?.details).toEqual({ holder: holders[got.indexOf(true)], until: at(minuteMs) });
      });

      it("is free at its end: one of many gets it, and whoever held it is told so", async () => {
        expect(await ask(mine, 0)).toBe(true);
        const got = await inParallel(20, () => ask(randomUUID(), minuteMs + 5_000));
        expect(got.filter((one) => one)).toHaveLength(1);
        expect(await ask(mine, minuteMs + 6_000)).toBe(false);
      });

      it("is prolonged by its holder", async () => {
        expect(await ask(mine, 0)).toBe(true);
        expect(await ask(mine, minuteMs / 2)).toBe(true);
        expect(await ask(other, minuteMs + 1)).toBe(false);
      });

      it("is free as soon as its holder gives it back, and nobody else can", async () => {
        expect(await ask(mine, 0)).toBe(true);
        expect(await giveBack(other, 1_000)).toBe(false);
        expect(await ask(other, 2_000)).toBe(false);
        expect(await giveBack(mine, 3_000)).toBe(true);
        expect(await ask(other, 3_000)).toBe(true);
      });

      it("that was made by a clock a day ahead keeps nobody away", async () => {
        expect(await ask(mine, 24 * 60 * minuteMs)).toBe(true);
        expect(await ask(other, 0)).toBe(true);
      });
    });

    it("all workers are told with their last words, newest first, and nobody else is", async () => {
      const [old, newest, middle] = [sampleWorker(-9_000), sampleWorker(0), sampleWorker(-5_000)];
      await db.runs.put({ id: "cleanup", at: fromNow(0), details });
      for (const worker of [old, newest, { ...middle, at: fromNow(-60_000) }, middle])
        await db.runs.put(worker);
      expect(await db.runs.listWorkers()).toEqual([newest, middle, old]);
      for (const { id } of [old, newest, middle]) await db.runs.removeWorker(id);
    });

    it("a worker that stops is forgotten, however often that is said; the others are not", async () => {
      const [stopping, staying] = [sampleWorker(0), sampleWorker(-1_000)];
      for (const worker of [stopping, staying]) await db.runs.put(worker);
      const removed = await inParallel(10, () => db.runs.removeWorker(stopping.id));
      expect(removed.filter((mine) => mine)).toHaveLength(1);
      expect(await db.runs.removeWorker(stopping.id)).toBe(false);
      expect(await db.runs.listWorkers()).toEqual([staying]);
      expect(await db.runs.get(stopping.id)).toBeNull();
      await db.runs.removeWorker(staying.id);
    });

    it("a worker that lives is among those told, however many died before it started", async () => {
      const startedMs = Date.now();
      const dead = Array.from(
        { length: 1_001 },
        (_, index): WorkerRun => ({
          id: newWorkerRunId(new Date(startedMs - 2_000 + index)),
          at: fromNow(-60_000),
          details: {},
        }),
      );
      const living = sampleWorker(0);
      for (const run of [...dead, living]) await db.runs.put(run);
      const told = await db.runs.listWorkers();
      expect(told).toHaveLength(1_000);
      expect(told[0]).toEqual(living);
      while ((await db.runs.removeWorkersBefore(fromNow(-30_000))) > 0);
      await db.runs.removeWorker(living.id);
    });

    it("workers that have been silent for too long are forgotten and counted, and nothing else is", async () => {
      const silent = Array.from({ length: 20 }, (_, index) => sampleWorker(-3_600_000 - index));
      const [atTheEdge, living] = [sampleWorker(-3_500_000), sampleWorker(0)];
      const cleanup: RunRecord = { id: "cleanup", at: fromNow(-90_000_000), details };
      for (const run of [...silent, atTheEdge, living, cleanup]) await db.runs.put(run);
      expect(await db.runs.removeWorkersBefore(atTheEdge.at)).toBe(20);
      expect(await db.runs.removeWorkersBefore(atTheEdge.at)).toBe(0);
      expect(await db.runs.listWorkers()).toEqual([living, atTheEdge]);
      expect(await db.runs.get("cleanup")).toEqual(cleanup);
    });
  });
};
