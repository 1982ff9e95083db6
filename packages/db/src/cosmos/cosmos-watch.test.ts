import { expect, test } from "vitest";
import { sampleUser } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import type { CosmosCost, WatchCosmos } from "./retry.ts";
import { type Step, startScriptedCosmos, storedItem } from "./scripted-cosmos.ts";

/** A database that answers as scripted, and what was seen of it. */
const watched = async (...steps: Step[]) => {
  const cosmos = await startScriptedCosmos();
  cosmos.script(...steps);
  const seen: { operation: string; cost: CosmosCost | null; failed: boolean }[] = [];
  const watch: WatchCosmos = async (operation, work) => {
    const entry: (typeof seen)[number] = { operation, cost: null, failed: false };
    seen.push(entry);
    return work((cost) => {
      entry.cost = { ...cost };
    }).catch((error: unknown) => {
      entry.failed = true;
      throw error;
    });
  };
  const db = await openCosmos({
    endpoint: cosmos.endpoint,
    key: "a2V5",
    createContainers: false,
    requestTimeoutMs: 500,
    watch,
  });
  return {
    seen,
    db,
    close: async () => {
      await db.close();
      await cosmos.stop();
    },
  };
};

const user = sampleUser();
const charge = (units: number) => ({ "x-ms-request-charge": String(units) });
const found = { status: 200, body: storedItem(user.userId, user), headers: charge(1) };

test("who watches is told the operation and what it cost, a refused try included", async () => {
  const throttled = { status: 429, body: {}, headers: { ...charge(0.5), "x-ms-retry-after-ms": "1" } };
  const { db, seen, close } = await watched(throttled, found);
  expect(await db.users.get(user.userId)).toMatchObject({ userId: user.userId });
  expect(seen).toEqual([
    { operation: "users.read", cost: { requestCharge: 1.5, tries: 2, status: 200 }, failed: false },
  ]);
  await close();
});

test("an item that is not there is an answer, and costs too", async () => {
  const { db, seen, close } = await watched({ status: 404, body: {}, headers: charge(1) });
  expect(await db.users.get(user.userId)).toBeNull();
  expect(seen).toEqual([
    { operation: "users.read", cost: { requestCharge: 1, tries: 1, status: 404 }, failed: false },
  ]);
  await close();
});

test("an operation that fails is seen to fail", async () => {
  const { db, seen, close } = await watched({ status: 403, body: {}, headers: {} });
  await expect(db.users.get(user.userId)).rejects.toMatchObject({ code: "dependency.unavailable" });
  expect(seen).toMatchObject([{ operation: "users.read", cost: { status: 403 }, failed: true }]);
  await close();
});

test("an operation that was throttled to its end says so", async () => {
  const throttled = { status: 429, body: {}, headers: { ...charge(0.5), "x-ms-retry-after-ms": "1" } };
  const { db, seen, close } = await watched(...Array.from({ length: 6 }, () => throttled));
  await expect(db.users.get(user.userId)).rejects.toMatchObject({ code: "dependency.unavailable" });
  expect(seen).toMatchObject([{ cost: { status: 429 }, failed: true }]);
  await close();
});

test("an account that was not reached answered nothing", async () => {
  const { db, seen, close } = await watched();
  await close();
  await expect(db.users.get(user.userId)).rejects.toMatchObject({ code: "dependency.unavailable" });
  expect(seen).toMatchObject([{ cost: { status: null }, failed: true }]);
});
