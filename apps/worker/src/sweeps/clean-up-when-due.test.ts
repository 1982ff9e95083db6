import { DAY_MS, HOUR_MS, MINUTE_MS, newUuidV7, noThumbnail, SECOND_MS, toInstant } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Services } from "../services.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { createCleanUpWhenDue } from "./clean-up-when-due.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.close();
});

/** What a worker does that starts now. */
const newWorker = (services: Services = bench.services) => {
  const cleanUpWhenDue = createCleanUpWhenDue(services, { cleanupCron: "0 0 * * *", trashDays: 30 });
  return (signal = new AbortController().signal) => cleanUpWhenDue(signal);
};
const runs = () => bench.logged.filter(({ event }) => event === "cleanup_completed").length;
const lastRun = () => bench.services.db.runs.get("cleanup");

/** Goes on to a minute behind the next midnight. */
const passMidnight = () => {
  const ms = bench.services.now().getTime();
  bench.advance(DAY_MS - (ms % DAY_MS) + MINUTE_MS);
};

/** Services whose first look at what is due waits until it is let go on, and whether it has come to that. */
const heldUp = () => {
  const { db } = bench.services;
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const removeDue: typeof db.shareLinks.removeDue = async (...asked) => {
    reached.resolve();
    await goOn.promise;
    return db.shareLinks.removeDue(...asked);
  };
  const services: Services = {
    ...bench.services,
    db: { ...db, shareLinks: { ...db.shareLinks, removeDue } },
  };
  return { services, reached: reached.promise, goOn: goOn.resolve };
};

describe("a clean-up is due", () => {
  test("where there was none yet, and once after each moment of the pattern, however often workers start", async () => {
    passMidnight();
    for (let starts = 0; starts < 3; starts += 1) await newWorker()();
    expect(runs()).toBe(1);
    bench.advance(23 * HOUR_MS);
    await newWorker()();
    expect(runs()).toBe(1);
    passMidnight();
    for (let starts = 0; starts < 3; starts += 1) await newWorker()();
    expect(runs()).toBe(2);
  });

  test("at the very moment of the pattern", async () => {
    passMidnight();
    const worker = newWorker();
    await worker();
    bench.advance(DAY_MS - MINUTE_MS - 1);
    await worker();
    expect(runs()).toBe(1);
    bench.advance(1);
    await worker();
    expect(runs()).toBe(2);
  });

  test("once at a start after days", async () => {
    await newWorker()();
    bench.advance(9 * DAY_MS);
    const worker = newWorker();
    await worker();
    bench.advance(30 * SECOND_MS);
    await worker();
    expect(runs()).toBe(2);
  });

  test("an hour after one of which a part failed", async () => {
    passMidnight();
    const worker = newWorker();
    bench.storage.setOutage({ blobs: true });
    await worker();
    expect((await lastRun())?.details).toMatchObject({ sweepsFailed: 1 });
    bench.storage.setOutage({});
    bench.advance(HOUR_MS - 1);
    await worker();
    expect(runs()).toBe(1);
    bench.advance(1);
    await worker();
    expect((await lastRun())?.details).toMatchObject({ sweepsFailed: 0 });
    bench.advance(2 * HOUR_MS);
    await worker();
    expect(runs()).toBe(2);
  });

  test("where the last one is of a day that has not come: the clock was wrong then", async () => {
    const at = toInstant(new Date(bench.services.now().getTime() + 400 * DAY_MS));
    await bench.services.db.runs.put({ id: "cleanup", at, details: {} });
    await newWorker()();
    expect((await lastRun())?.at).toBe(toInstant(bench.services.now()));
  });
});

describe("of several workers", () => {
  test("one does it", async () => {
    await Promise.all(Array.from({ length: 8 }, () => newWorker()()));
    expect(runs()).toBe(1);
  });

  test("none begins while another is at it, however long; and none afterwards", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { services, reached, goOn } = heldUp();
    const done = newWorker(services)();
    await reached;
    for (let minutes = 0; minutes < 10; minutes += 1) {
      bench.advance(MINUTE_MS);
      await vi.advanceTimersByTimeAsync(MINUTE_MS);
      await newWorker()();
    }
    expect(runs()).toBe(0);
    goOn();
    await done;
    await newWorker()();
    expect(runs()).toBe(1);
  });

  test("another does it soon after one has died at it", async () => {
    const { db, now } = bench.services;
    const until = toInstant(new Date(now().getTime() + 2 * MINUTE_MS));
    await db.runs.claim({ id: "cleanup-claim", holder: newUuidV7(now()), at: toInstant(now()), until });
    const worker = newWorker();
    await worker();
    expect(runs()).toBe(0);
    bench.advance(2 * MINUTE_MS);
    await worker();
    expect(runs()).toBe(1);
  });

  test("one that was held up for so long that another has begun leaves it to that one", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { services, reached, goOn } = heldUp();
    const slow = newWorker(services)();
    await reached;
    bench.advance(3 * MINUTE_MS);
    const { db, now } = bench.services;
    const until = toInstant(new Date(now().getTime() + 2 * MINUTE_MS));
    const holder = newUuidV7(now());
    expect(await db.runs.claim({ id: "cleanup-claim", holder, at: toInstant(now()), until })).toBe(true);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    goOn();
    await slow;
    expect(runs()).toBe(0);
    expect((await db.runs.get("cleanup-claim"))?.details).toMatchObject({ holder });
  });

  test("the next goes on at once with what one was stopped at", async () => {
    const { userId } = await bench.addUser();
    const trashed = { userId, status: "trashed", thumbnail: noThumbnail() } as const;
    for (let count = 0; count < 100; count += 1) await bench.addFile(Buffer.from("x"), trashed);
    bench.advance(31 * DAY_MS);
    const stopping = new AbortController();
    const { blobs, db } = bench.services;
    const remove: typeof blobs.remove = async (blob) => {
      stopping.abort();
      return blobs.remove(blob);
    };
    await newWorker({ ...bench.services, blobs: { ...blobs, remove } })(stopping.signal);
    const { fileCount } = await db.files.measure(userId, ["trashed"]);
    expect(fileCount).toBeGreaterThan(80);
    expect(await lastRun()).toBeNull();
    await newWorker()();
    expect((await lastRun())?.details).toMatchObject({ trashPurged: fileCount, sweepsFailed: 0 });
    expect(await db.users.get(userId)).toMatchObject({ usedBytes: 0 });
  });
});

test("a database that does not answer is no clean-up, and is asked again", async () => {
  const { db } = bench.services;
  let isGone = true;
  const claim: typeof db.runs.claim = async (asked) => {
    if (isGone) throw new Error("database gone");
    return db.runs.claim(asked);
  };
  const worker = newWorker({ ...bench.services, db: { ...db, runs: { ...db.runs, claim } } });
  await expect(worker()).rejects.toThrow("database gone");
  expect(runs()).toBe(0);
  isGone = false;
  await worker();
  expect(runs()).toBe(1);
});
