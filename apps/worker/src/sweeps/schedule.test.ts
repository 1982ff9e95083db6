import { MINUTE_MS, noThumbnail, SECOND_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
import { mendUsedBytes } from "./mend-used-bytes.ts";
import { startSchedule } from "./schedule.ts";

let bench: TestServices;
let schedule: ReturnType<typeof startSchedule>;
beforeEach(async () => {
  bench = await openTestServices();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  schedule = startSchedule(bench.services, {
    // Once in a leap year: what these tests see is the work that does not wait for it.
    cleanupCron: "0 0 29 2 *",
    trashDays: 30,
    isWorkingOn: () => false,
  });
});
afterEach(async () => {
  await schedule.stop();
  vi.useRealTimers();
  bench.close();
});

const pass = async (ms: number) => {
  bench.advance(ms);
  await vi.advanceTimersByTimeAsync(ms);
};
const halfAMinuteLater = async <Result>(look: () => Promise<Result>): Promise<Result> => {
  await pass(30 * SECOND_MS);
  return look();
};
const lastCleanUp = async () => (await bench.services.db.runs.get("cleanup"))?.at;
const userOf = (userId: string) => bench.services.db.users.get(userId);

/** An account that was deleted just now. */
const addClosed = async () => {
  const { userId, passwordHash } = await bench.addUser();
  await bench.addFile(Buffer.from("x"), { userId, thumbnail: noThumbnail() });
  const at = bench.services.now().toISOString();
  await bench.services.db.users.close(userId, { from: passwordHash, at });
  return userId;
};

test("a closed account goes with what is done every half minute, without a clean-up", async () => {
  await pass(5 * SECOND_MS);
  await expect.poll(lastCleanUp).toBeDefined();
  const before = await lastCleanUp();
  const userId = await addClosed();
  await expect.poll(() => halfAMinuteLater(() => userOf(userId))).toBeNull();
  expect(await bench.names("cloudpix-files")).toEqual([]);
  expect(await lastCleanUp()).toBe(before);
});

test("space lost in a crash comes back within minutes of the clean-up at the start", async () => {
  const { userId } = await bench.addUser({ usedBytes: 500 });
  await pass(5 * SECOND_MS);
  await expect.poll(lastCleanUp).toBeDefined();
  await expect.poll(() => halfAMinuteLater(async () => (await userOf(userId))?.usedBytes)).toBe(0);
});

/** Files whose purge has waited for a minute, each taking a second, when the clean-up of the start is over. */
const addSlowPurges = async (count: number) => {
  await pass(5 * SECOND_MS);
  await expect.poll(lastCleanUp).toBeDefined();
  const { userId } = await bench.addUser();
  for (let added = 0; added < count; added += 1) {
    await bench.addFile(Buffer.from("x"), { userId, status: "purging", thumbnail: noThumbnail() });
  }
  bench.advance(MINUTE_MS);
  const { blobs } = bench.services;
  const { remove } = blobs;
  blobs.remove = async (blob) => {
    bench.advance(SECOND_MS);
    return remove(blob);
  };
  const left = async () => (await bench.services.db.files.measure(userId, ["purging"])).fileCount;
  return { userId, left };
};

test("what else is done every half minute goes on while hundreds of purges wait, and they go on at once", async () => {
  const purges = await addSlowPurges(200);
  const closing = await addClosed();
  const { users } = bench.services.db;
  const { remove } = users;
  const leftThen: number[] = [];
  users.remove = async (userId) => {
    if (userId === closing) leftThen.push(await purges.left());
    return remove(userId);
  };
  await pass(30 * SECOND_MS);
  await expect.poll(purges.left).toBe(0);
  expect(await userOf(closing)).toBeNull();
  expect(leftThen[0]).toBeGreaterThan(150);
  await expect.poll(() => halfAMinuteLater(async () => (await userOf(purges.userId))?.usedBytes)).toBe(0);
});

test("a stop waits for the step under way and for no more; what was begun is whole", async () => {
  const purges = await addSlowPurges(200);
  const { blobs } = bench.services;
  const { remove } = blobs;
  let stopped: Promise<void> | undefined;
  blobs.remove = async (blob) => {
    if ((await purges.left()) < 150) stopped ??= schedule.stop();
    return remove(blob);
  };
  await pass(30 * SECOND_MS);
  await expect.poll(() => stopped !== undefined).toBe(true);
  await stopped;
  const left = await purges.left();
  expect(left).toBeGreaterThan(100);
  await pass(MINUTE_MS);
  expect(await purges.left()).toBe(left);
  // What took too long to be taken off is counted, as by the worker that runs next.
  await mendUsedBytes(bench.services);
  expect(await userOf(purges.userId)).toMatchObject({ usedBytes: left });
});

test("nothing begins after it was stopped", async () => {
  const userId = await addClosed();
  await schedule.stop();
  await pass(5 * MINUTE_MS);
  expect(await userOf(userId)).not.toBeNull();
  expect(await lastCleanUp()).toBeUndefined();
});
