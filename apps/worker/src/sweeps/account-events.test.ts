import { SECOND_MS, toInstant } from "@cloudpix/domain";
import { recordTelemetry } from "@cloudpix/telemetry/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
import { finishClosedAccounts } from "./finish-closed-accounts.ts";

let bench: TestServices;
let told: ReturnType<typeof recordTelemetry>["told"];
beforeEach(async () => {
  bench = await openTestServices();
  const recorded = recordTelemetry();
  bench.services.telemetry = recorded.telemetry;
  told = recorded.told;
});
afterEach(() => bench.close());

const addClosed = async () => {
  const { userId, passwordHash } = await bench.addUser();
  const file = await bench.addFile(Buffer.from("twelve bytes"), { userId });
  await bench.addLink(file);
  await bench.addLink(file);
  const ended = toInstant(bench.services.now());
  await bench.addLink(file, { isRevoked: true, revokedDate: ended });
  await bench.services.db.users.close(userId, { from: passwordHash, at: ended });
  bench.advance(30 * SECOND_MS);
  return userId;
};

test("links that the closing of an account did not end are told of once, also by two workers at once", async () => {
  const userId = await addClosed();
  await Promise.all([finishClosedAccounts(bench.services), finishClosedAccounts(bench.services)]);
  await finishClosedAccounts(bench.services);
  expect(told.events).toEqual([
    { name: "share_link_revoked", facts: { userId, cause: "account", revokedCount: 2 } },
  ]);
});

test("links and files that left with the closing are not told of again", async () => {
  const userId = await addClosed();
  const { db, now } = bench.services;
  await db.shareLinks.revokeByUser(userId, toInstant(now()));
  await finishClosedAccounts(bench.services);
  expect(await db.users.get(userId)).toBeNull();
  expect(told.events).toEqual([]);
});
