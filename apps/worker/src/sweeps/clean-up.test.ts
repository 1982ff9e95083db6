import {
  addMs,
  DAY_MS,
  MINUTE_MS,
  newUuidV7,
  newWorkerRunId,
  noThumbnail,
  toInstant,
} from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
import { createCleanUp } from "./clean-up.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("twelve bytes");

test("records and reports what it did, also where one of its sweeps fails", async () => {
  const { db } = bench.services;
  const file = await bench.addFile(bytes, { status: "trashed", thumbnail: noThumbnail() });
  const ended = toInstant(bench.services.now());
  await bench.addLink(file, { expiryDate: ended });
  const { userId } = await bench.addUser({ usedBytes: 500 });
  await bench.addToken(userId, { expiresAt: ended });
  const closing = await bench.addUser();
  await db.users.close(closing.userId, { from: closing.passwordHash, at: ended });
  bench.advance(31 * DAY_MS);
  const cleanUp = createCleanUp(bench.services, { trashDays: 30 });
  await Promise.all([cleanUp(), cleanUp()]);
  const counts = {
    linksRemoved: 1,
    tokensRemoved: 1,
    trashPurged: 1,
    accountsRemoved: 1,
    accountsLeft: 0,
    ownersCounted: 2,
    ownersDoubted: 1,
    sweepsFailed: 0,
  };
  const run = await db.runs.get("cleanup");
  expect(run?.details).toMatchObject(counts);
  for (const value of Object.values(run?.details ?? {})) expect(value).toEqual(expect.any(Number));
  const events = bench.logged.filter(({ event }) => event === "cleanup_completed");
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject(counts);

  bench.storage.setOutage({ blobs: true });
  await cleanUp();
  expect((await db.runs.get("cleanup"))?.details).toMatchObject({ linksRemoved: 0, sweepsFailed: 1 });
});

test("a note that an earlier version left on the record of the clean-up harms nothing and goes with the next one", async () => {
  const { db, now } = bench.services;
  const details = { owners: newUuidV7(now()), linksRemoved: 1 };
  await db.runs.put({ id: "cleanup", at: toInstant(now()), details });
  await createCleanUp(bench.services, { trashDays: 30 })();
  expect((await db.runs.get("cleanup"))?.details).not.toHaveProperty("owners");
});

test("workers that fell silent an hour ago are forgotten, those that speak are not", async () => {
  const { db, now } = bench.services;
  const worker = (minutes: number) => ({
    id: newWorkerRunId(now()),
    at: toInstant(addMs(now(), -minutes * MINUTE_MS)),
    details: {},
  });
  const [gone, silent, speaking] = [worker(61), worker(59), worker(0)];
  for (const run of [gone, silent, speaking]) await db.runs.put(run);
  await createCleanUp(bench.services, { trashDays: 30 })();
  expect(await db.runs.listWorkers()).toEqual([speaking, silent]);
  expect((await db.runs.get("cleanup"))?.details).toMatchObject({ workersForgotten: 1 });
});
