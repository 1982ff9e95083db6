import { DAY_MS, noThumbnail, toInstant } from "@cloudpix/domain";
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
  expect(run?.details).not.toHaveProperty("owners");
  const events = bench.logged.filter(({ event }) => event === "cleanup_completed");
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject(counts);

  bench.storage.setOutage({ blobs: true });
  await cleanUp();
  expect((await db.runs.get("cleanup"))?.details).toMatchObject({ linksRemoved: 0, sweepsFailed: 1 });
});
