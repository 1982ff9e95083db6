import { MINUTE_MS, noThumbnail, SECOND_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
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

test("nothing begins after it was stopped", async () => {
  const userId = await addClosed();
  await schedule.stop();
  await pass(5 * MINUTE_MS);
  expect(await userOf(userId)).not.toBeNull();
  expect(await lastCleanUp()).toBeUndefined();
});
