import { execFile } from "node:child_process";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as nextLoop } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "../database.ts";
import { inParallel } from "../repositories/in-parallel.ts";
import { fromNow, sampleUser } from "../repositories/sample-records.ts";
import { openSqlite, type SqliteOptions } from "./open-sqlite.ts";
import { createSampleFiles } from "./sample-database-files.ts";

const samples = createSampleFiles();
const opened: Database[] = [];
const open = async (options: SqliteOptions) => {
  const db = await openSqlite(options);
  opened.push(db);
  return db;
};
const lock = (file: string) => {
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  return () => {
    other.exec("ROLLBACK");
    other.close();
  };
};
/** The longest the event loop stood still while `work` went on. */
const longestHaltMs = async (work: () => Promise<unknown>) => {
  const halts = monitorEventLoopDelay({ resolution: 1 });
  halts.enable();
  while (halts.count === 0) await nextLoop();
  await work();
  await nextLoop();
  halts.disable();
  return halts.max / 1e6;
};

afterEach(async () => {
  for (const db of opened.splice(0)) await db.close();
  await samples.removeAll();
});

describe("a write lock held by somebody else", () => {
  it("for 600 ms is waited for by 50 parallel writes, which all succeed, and never halts the event loop for half of it", async () => {
    const file = await samples.newFile();
    const db = await open({ file });
    const user = sampleUser();
    await db.users.create(user);
    const release = lock(file);
    setTimeout(release, 600);
    const startMs = performance.now();
    const haltMs = await longestHaltMs(() =>
      inParallel(50, () => db.users.reserveBytes(user.userId, 1, fromNow(0))),
    );
    expect(performance.now() - startMs).toBeGreaterThan(590);
    expect(haltMs).toBeLessThan(300);
    expect((await db.users.get(user.userId))?.usedBytes).toBe(50);
  });

  it("for longer than the deadline is `dependency.unavailable` with a time to come back, and nothing was changed", async () => {
    const file = await samples.newFile();
    const db = await open({ file, lockDeadlineMs: 150 });
    const user = sampleUser();
    await db.users.create(user);
    const release = lock(file);
    const answers = await Promise.allSettled([
      inParallel(1, () => db.users.reserveBytes(user.userId, 1, fromNow(0))),
      ...Array.from({ length: 20 }, () => db.users.endSessions(user.userId, 0)),
    ]);
    release();
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: "rejected",
        reason: { name: "AppError", code: "dependency.unavailable", retryAfterSeconds: expect.any(Number) },
      });
    }
    expect(await db.users.get(user.userId)).toEqual(user);
    expect(await db.users.reserveBytes(user.userId, 1, fromNow(0))).toBe("reserved");
  });

  it("that ends a write by its deadline is told to the log", async () => {
    const file = await samples.newFile();
    const sentences: string[] = [];
    const db = await open({
      file,
      lockDeadlineMs: 50,
      log: { warn: (_facts, sentence) => sentences.push(sentence) },
    });
    const release = lock(file);
    await expect(db.users.create(sampleUser())).rejects.toThrow();
    release();
    expect(sentences).toEqual(["The database's lock was held for too long."]);
  });

  it("does not keep the database from closing", async () => {
    const file = await samples.newFile();
    const db = await open({ file, lockDeadlineMs: 50 });
    const release = lock(file);
    const [writing] = await Promise.allSettled([db.users.create(sampleUser()), db.close()]);
    release();
    expect(writing.status).toBe("rejected");
    await expect(db.ping()).rejects.toMatchObject({ code: "dependency.unavailable" });
  });

  it("stops no reader", async () => {
    const file = await samples.newFile();
    const db = await open({ file, lockDeadlineMs: 50 });
    const user = sampleUser();
    await db.users.create(user);
    const release = lock(file);
    expect(await db.users.get(user.userId)).toEqual(user);
    await db.ping();
    release();
  });
});

describe("much work at once", () => {
  it("5,000 parallel writes never halt the event loop for a quarter of the time that they take", async () => {
    const db = await open({ file: await samples.newFile() });
    const startMs = performance.now();
    const haltMs = await longestHaltMs(() => inParallel(5_000, () => db.throttles.hit("key", 60_000, 0)));
    const wholeMs = performance.now() - startMs;
    expect(haltMs).toBeLessThan(wholeMs / 4);
  });

  it("a write that was asked for before close is done before it; after it the database is unavailable", async () => {
    const file = await samples.newFile();
    const db = await open({ file });
    const user = sampleUser();
    const writing = db.users.create(user);
    await db.close();
    expect(await writing).toBe("created");
    await expect(db.users.get(user.userId)).rejects.toMatchObject({ code: "dependency.unavailable" });
    await db.close();
    expect(await (await open({ file })).users.get(user.userId)).toEqual(user);
  });
});

describe("several processes on one file", () => {
  const run = promisify(execFile);
  const script = fileURLToPath(new URL("./second-process.ts", import.meta.url));
  const countsOf = async (file: string, times: number) => {
    const { stdout } = await run(process.execPath, [script, file, "key", String(times)]);
    return z.array(z.int()).parse(JSON.parse(stdout));
  };

  it("open it for the first time at the same moment and count every try exactly once", async () => {
    const file = await samples.newFile();
    const counts = (await inParallel(4, () => countsOf(file, 100))).flat();
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
  });
});
