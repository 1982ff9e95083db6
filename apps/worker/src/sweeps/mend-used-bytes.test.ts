import {
  type FileRecord,
  MINUTE_MS,
  noThumbnail,
  SECOND_MS,
  spaceQuietMs,
  spaceStepMs,
  toInstant,
} from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
import { createCleanUp } from "./clean-up.ts";
import { doubtUsedBytes } from "./doubt-used-bytes.ts";
import { freeSpace } from "./free-space.ts";
import { mendUsedBytes } from "./mend-used-bytes.ts";
import type { Sweep } from "./sweep.ts";
import { beginTurn } from "./turn.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("twelve bytes");
const plain = { thumbnail: noThumbnail() };
const run = (sweep: Sweep) => sweep(bench.services);
const at = () => toInstant(bench.services.now());
const reserve = (userId: string, count: number) => bench.services.db.users.reserveBytes(userId, count, at());
const release = (userId: string, count: number) => bench.services.db.users.releaseBytes(userId, count, at());
const user = (userId: string) => bench.services.db.users.get(userId);
const usedBytes = async (userId: string) => (await user(userId))?.usedBytes;

/** The services, and how often the bytes of an owner were summed through them. */
const counting = () => {
  const { db } = bench.services;
  const summed: string[] = [];
  const sumBytes: typeof db.files.sumBytes = (userId) => {
    summed.push(userId);
    return db.files.sumBytes(userId);
  };
  return { services: { ...bench.services, db: { ...db, files: { ...db.files, sumBytes } } }, summed };
};

describe("used bytes", () => {
  test("that a crash left wrong are corrected as soon as the owner was left alone", async () => {
    const { userId } = await bench.addFile(bytes, plain);
    await reserve(userId, 500);
    bench.advance(spaceQuietMs);
    expect(await run(mendUsedBytes)).toEqual({ ownersCounted: 0, usedBytesMended: 0 });
    expect(await usedBytes(userId)).toBe(bytes.length + 500);
    bench.advance(1);
    expect(await run(mendUsedBytes)).toEqual({ ownersCounted: 1, usedBytesMended: 1 });
    expect(await user(userId)).toMatchObject({ usedBytes: bytes.length, spaceChangedAt: null });
  });

  test("are exact within a minute of whatever happened last, with a sweep every half minute", () => {
    // A sweep that comes a moment too early is followed by one that does not; each works for five seconds.
    expect(spaceQuietMs + 30 * SECOND_MS + 5 * SECOND_MS).toBeLessThan(MINUTE_MS);
  });

  test("are counted once for all that happened to them, and not again while nothing happens", async () => {
    const { userId } = await bench.addFile(bytes, plain);
    for (let count = 0; count < 5; count += 1) await bench.addFile(bytes, { ...plain, userId });
    const { services, summed } = counting();
    for (let minutes = 0; minutes < 5; minutes += 1) {
      bench.advance(MINUTE_MS);
      await mendUsedBytes(services);
    }
    expect(summed).toEqual([userId]);
    expect(await usedBytes(userId)).toBe(6 * bytes.length);
  });

  test("of a reservation whose row is not there yet are left alone while its request lives", async () => {
    const { userId } = await bench.addUser();
    await reserve(userId, bytes.length);
    // Its row is begun in time, or not at all, and each call of the database ends within ten seconds.
    bench.advance(spaceStepMs + 10 * SECOND_MS);
    await run(mendUsedBytes);
    expect(await usedBytes(userId)).toBe(bytes.length);
    await bench.addFile(bytes, { ...plain, userId });
    await release(userId, bytes.length);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ ownersCounted: 1, usedBytesMended: 0 });
    expect(await usedBytes(userId)).toBe(bytes.length);
  });

  test("that change while they are counted are counted again, and lose nothing", async () => {
    const { userId } = await bench.addFile(bytes, plain);
    await reserve(userId, 500);
    bench.advance(MINUTE_MS);
    const { db } = bench.services;
    const sumBytes: typeof db.files.sumBytes = async (owner) => {
      const sum = await db.files.sumBytes(owner);
      await bench.addFile(bytes, { ...plain, userId });
      return sum;
    };
    const changing = { ...bench.services, db: { ...db, files: { ...db.files, sumBytes } } };
    expect(await mendUsedBytes(changing)).toEqual({ ownersCounted: 0, usedBytesMended: 0 });
    expect(await usedBytes(userId)).toBe(2 * bytes.length + 500);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ ownersCounted: 1, usedBytesMended: 1 });
    expect(await usedBytes(userId)).toBe(2 * bytes.length);
  });

  test("of many owners are all corrected in one run, also where some of them cannot be counted now", async () => {
    const owners: string[] = [];
    for (let count = 0; count < 130; count += 1) {
      const { userId } = await bench.addUser();
      await reserve(userId, 500);
      owners.push(userId);
    }
    bench.advance(MINUTE_MS);
    const { db } = bench.services;
    const stubborn = new Set(owners.slice(0, 60));
    const sumBytes: typeof db.files.sumBytes = async (owner) => {
      if (stubborn.has(owner)) throw new Error("no answer");
      return db.files.sumBytes(owner);
    };
    const failing = { ...bench.services, db: { ...db, files: { ...db.files, sumBytes } } };
    expect(await mendUsedBytes(failing)).toEqual({ ownersCounted: 70, usedBytesMended: 70 });
    expect(await run(mendUsedBytes)).toEqual({ ownersCounted: 60, usedBytesMended: 60 });
    for (const userId of owners) expect(await usedBytes(userId)).toBe(0);
  });

  test("are counted until the turn is over; who waits longest comes first", async () => {
    const owners: string[] = [];
    for (let count = 0; count < 130; count += 1) {
      const { userId } = await bench.addUser();
      await reserve(userId, 500);
      owners.push(userId);
      bench.advance(1);
    }
    bench.advance(MINUTE_MS);
    const { services, summed } = counting();
    const slow: typeof services = {
      ...services,
      db: {
        ...services.db,
        users: {
          ...services.db.users,
          listMarked: (...args) => {
            bench.advance(3 * SECOND_MS);
            return services.db.users.listMarked(...args);
          },
        },
      },
    };
    const turn = beginTurn(slow, { signal: new AbortController().signal, ms: 5 * SECOND_MS });
    expect(await mendUsedBytes(slow, turn)).toMatchObject({ ownersCounted: 50 });
    expect(turn.isAnotherAskedFor()).toBe(true);
    expect(summed).toEqual(owners.slice(0, 50));
  });

  test("two workers at once correct them once", async () => {
    const { userId } = await bench.addFile(bytes, plain);
    await reserve(userId, 500);
    bench.advance(MINUTE_MS);
    const runs = await Promise.all([run(mendUsedBytes), run(mendUsedBytes)]);
    expect(runs.map((counts) => counts["usedBytesMended"]).toSorted()).toEqual([0, 1]);
    expect(await usedBytes(userId)).toBe(bytes.length);
  });
});

describe("the bytes of a file that is removed", () => {
  const addPurging = () => bench.addFile(bytes, { ...plain, status: "purging" });
  const withoutRelease = (meanwhile: () => void = () => {}) => {
    const { db } = bench.services;
    const releaseBytes = () => Promise.reject(new Error("killed"));
    const remove: typeof db.files.remove = (...args) => {
      meanwhile();
      return db.files.remove(...args);
    };
    return {
      ...bench.services,
      db: { ...db, users: { ...db.users, releaseBytes }, files: { ...db.files, remove } },
    };
  };
  const settled = async ({ userId }: FileRecord) => {
    bench.advance(MINUTE_MS);
    await run(mendUsedBytes);
    return usedBytes(userId);
  };

  test("come back also where the worker dies between the row and the space", async () => {
    const file = await addPurging();
    bench.advance(MINUTE_MS);
    await run(mendUsedBytes);
    await expect(freeSpace(withoutRelease(), file)).rejects.toThrow("killed");
    expect(await usedBytes(file.userId)).toBe(bytes.length);
    expect(await settled(file)).toBe(0);
  });

  test("are not taken off twice where the removal took so long that they were counted meanwhile", async () => {
    const file = await addPurging();
    await bench.addFile(bytes, { ...plain, userId: file.userId });
    expect(
      await freeSpace(
        withoutRelease(() => bench.advance(spaceStepMs + 1)),
        file,
      ),
    ).toBe(true);
    expect(await settled(file)).toBe(bytes.length);
  });
});

describe("the daily count of everybody", () => {
  test("gives back space of which no mark tells", async () => {
    const { userId } = await bench.addUser({ usedBytes: 500 });
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ ownersCounted: 0, usedBytesMended: 0 });
    await createCleanUp(bench.services, { trashDays: 30 })();
    expect(await usedBytes(userId)).toBe(500);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toMatchObject({ usedBytesMended: 1 });
    expect(await usedBytes(userId)).toBe(0);
  });

  test("sets a mark right that a clock left in the future", async () => {
    const spaceChangedAt = toInstant(new Date(bench.services.now().getTime() + 1_000 * MINUTE_MS));
    const { userId } = await bench.addUser({ usedBytes: 500, spaceChangedAt });
    await run(doubtUsedBytes);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toMatchObject({ usedBytesMended: 1 });
    expect(await usedBytes(userId)).toBe(0);
  });

  test("takes an upload that is about to write its row for no loss", async () => {
    const { userId } = await bench.addUser();
    await reserve(userId, bytes.length);
    expect(await run(doubtUsedBytes)).toEqual({ ownersCounted: 1, ownersDoubted: 1 });
    await bench.addFile(bytes, { ...plain, userId });
    await release(userId, bytes.length);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toMatchObject({ usedBytesMended: 0 });
    expect(await usedBytes(userId)).toBe(bytes.length);
  });

  test("reaches everybody, page after page, and doubts only who differs; closed accounts are nobody's concern", async () => {
    const wrong: string[] = [];
    for (let count = 0; count < 450; count += 1) {
      const { userId } = await bench.addUser({ usedBytes: count % 200 === 7 ? 500 : 0 });
      if (count % 200 === 7) wrong.push(userId);
    }
    const closed = await bench.addUser({ usedBytes: 500 });
    await bench.services.db.users.close(closed.userId, {
      from: closed.passwordHash,
      at: "2030-01-01T00:00:00.000Z",
    });
    expect(await run(doubtUsedBytes)).toEqual({ ownersCounted: 450, ownersDoubted: 3 });
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toMatchObject({ usedBytesMended: 3 });
    for (const userId of wrong) expect(await usedBytes(userId)).toBe(0);
  });
});
