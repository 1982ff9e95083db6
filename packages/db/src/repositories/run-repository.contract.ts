import type { RunRecord } from "@cloudpix/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
      const heartbeat: RunRecord = { id: "worker-heartbeat", at: fromNow(0), details: { queued: 3 } };
      await db.runs.put(cleanup);
      await db.runs.put(heartbeat);
      expect(await db.runs.get("cleanup")).toEqual(cleanup);
      expect(await db.runs.get("worker-heartbeat")).toEqual(heartbeat);
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
  });
};
