import { DAY_MS, MINUTE_MS, noThumbnail } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
import { createCleanUp } from "./clean-up.ts";
import { doubtUsedBytes } from "./doubt-used-bytes.ts";
import { recallOwners } from "./interrupted-owners.ts";
import { mendUsedBytes } from "./mend-used-bytes.ts";
import { createPurgeTrash } from "./purge-trash.ts";
import type { Sweep } from "./sweep.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("twelve bytes");
const plain = { thumbnail: noThumbnail() };
const run = (sweep: Sweep) => sweep(bench.services);
const usedBytes = async (userId: string) => (await bench.services.db.users.get(userId))?.usedBytes;

describe("used bytes", () => {
  test("that a crash left wrong are corrected once the difference was seen twice a quiet minute apart", async () => {
    const file = await bench.addFile(bytes, plain);
    await bench.services.db.users.reserveBytes(file.userId, 500);
    bench.services.ownersToCheck.touch(file.userId, bench.services.now().getTime());
    expect(await run(mendUsedBytes)).toEqual({ usedBytesMended: 0 });
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ usedBytesMended: 0 });
    expect(await usedBytes(file.userId)).toBe(bytes.length + 500);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ usedBytesMended: 1 });
    expect(await usedBytes(file.userId)).toBe(bytes.length);
  });

  test("of a reservation whose row arrives meanwhile are left alone", async () => {
    const user = await bench.addUser();
    await bench.services.db.users.reserveBytes(user.userId, bytes.length);
    bench.services.ownersToCheck.touch(user.userId, bench.services.now().getTime());
    bench.advance(MINUTE_MS);
    await run(mendUsedBytes);
    await bench.addFile(bytes, { ...plain, userId: user.userId });
    await bench.services.db.users.releaseBytes(user.userId, bytes.length);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ usedBytesMended: 0 });
    expect(await usedBytes(user.userId)).toBe(bytes.length);
  });

  test("of an owner whose purge died between row and release are found after a restart", async () => {
    const file = await bench.addFile(bytes, { ...plain, status: "trashed" });
    bench.advance(31 * DAY_MS);
    const { db } = bench.services;
    const dying: TestServices["services"] = {
      ...bench.services,
      db: {
        ...db,
        users: {
          ...db.users,
          releaseBytes: async () => {
            throw new Error("killed");
          },
        },
      },
    };
    await createPurgeTrash(30)(dying);
    expect(await usedBytes(file.userId)).toBe(bytes.length);
    bench.services.ownersToCheck.takeDue(Number.POSITIVE_INFINITY, 100);
    await recallOwners(bench.services);
    bench.advance(MINUTE_MS);
    await run(mendUsedBytes);
    bench.advance(MINUTE_MS);
    await run(mendUsedBytes);
    expect(await usedBytes(file.userId)).toBe(0);
  });
});

describe("the daily count of everybody", () => {
  test("gives back space that a crash took for a file that never had a row, of an owner nobody has touched since", async () => {
    const file = await bench.addFile(bytes, plain);
    await bench.services.db.users.reserveBytes(file.userId, 500);
    await createCleanUp(bench.services, { trashDays: 30 })();
    expect(await usedBytes(file.userId)).toBe(bytes.length + 500);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ usedBytesMended: 1 });
    expect(await usedBytes(file.userId)).toBe(bytes.length);
  });

  test("takes an upload that is about to write its row for no loss", async () => {
    const { userId } = await bench.addUser();
    await bench.services.db.users.reserveBytes(userId, bytes.length);
    expect(await run(doubtUsedBytes)).toEqual({ ownersCounted: 1, ownersDoubted: 1 });
    await bench.addFile(bytes, { ...plain, userId });
    await bench.services.db.users.releaseBytes(userId, bytes.length);
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ usedBytesMended: 0 });
    expect(await usedBytes(userId)).toBe(bytes.length);
  });

  test("reaches everybody, page after page, and doubts only who differs; closed accounts are nobody's concern", async () => {
    const wrong: string[] = [];
    for (let count = 0; count < 450; count += 1) {
      const { userId } = await bench.addUser({ usedBytes: count % 200 === 7 ? 500 : 0 });
      if (count % 200 === 7) wrong.push(userId);
    }
    const closed = await bench.addUser({ usedBytes: 500 });
    const at = "2030-01-01T00:00:00.000Z";
    await bench.services.db.users.close(closed.userId, { from: closed.passwordHash, at });
    expect(await run(doubtUsedBytes)).toEqual({ ownersCounted: 450, ownersDoubted: 3 });
    bench.advance(MINUTE_MS);
    expect(await run(mendUsedBytes)).toEqual({ usedBytesMended: 3 });
    for (const userId of wrong) expect(await usedBytes(userId)).toBe(0);
  });
});
