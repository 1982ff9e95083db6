import { codeOf, openWorld, upload, type World } from "@cloudpix/api/testing";
import { toInstant, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { measureStorage } from "./measure-storage.ts";
import { readStatus } from "./read-status.ts";
import { showStatus } from "./show-status.ts";
import type { WebStatus } from "./status-view.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const origin = "http://localhost:3000";
const down: WebStatus = { origin, readiness: null, figures: null };
const statusOf = (web: WebStatus = down) => {
  const { db, queue, now } = world.services;
  return readStatus({ db, queue, now, askWeb: async () => web });
};
const shown = async (web?: WebStatus) => showStatus(await statusOf(web)).join("\n");

const webUp = async (): Promise<WebStatus> => {
  world.services.processFigures = () => ({
    ...{ requests: 1_204, requests2xx: 1_190, requests3xx: 0, requests4xx: 10, requests5xx: 4 },
    ...{
      requestsIncomplete: 1,
      requestsInFlight: 2,
      memoryRssBytes: 200 * 1_024 ** 2,
      eventLoopDelayMaxMs: 12,
    },
    ...{ latencyCount: 312, latencyP50Ms: 3, latencyP95Ms: 18, latencyP99Ms: 40, latencyMaxMs: 61 },
  });
  const { telemetry } = await world.operator.system.metrics();
  const answers = { ok: true, durationMs: 1 };
  const readiness = {
    status: "ok",
    timestamp: toInstant(world.services.now()),
    dependencies: { database: answers, blobs: answers, queue: { ok: false, durationMs: 2_000 } },
    worker: null,
  } as const;
  return { origin, readiness, figures: telemetry };
};

test("of a running system it shows requests, latencies and what it depends on", async () => {
  const text = await shown(await webUp());
  expect(text).toContain("ready at http://localhost:3000");
  expect(text).toContain("1,204 requests: 1,190 2xx, 0 3xx, 10 4xx, 4 5xx; 1 left early, 2 under way");
  expect(text).toContain(
    "312 answers in the last 5 minutes: half within 3 ms, 95 % within 18 ms, 99 % within 40 ms",
  );
  expect(text).toContain("queue DOES NOT ANSWER (2000 ms)");
});

test("when web is down it says so, and tells what database and queue know", async () => {
  const { db, queue, now } = world.services;
  await upload(world, await world.person());
  world.pass(150_000);
  const at = toInstant(now());
  await db.runs.put({ id: "cleanup", at, details: { linksRemoved: 3, orphansRemoved: 0, durationMs: 812 } });
  await db.runs.put({ id: "worker-heartbeat", at, details: { jobsDone: 1, uptimeSeconds: 7_500 } });
  world.pass(4_000);
  const text = await shown();
  expect(text).toContain("does not answer at http://localhost:3000");
  expect(text).toMatch(/worker +last word 4 s ago, up 2 h 5 min/);
  expect(text).toContain("1 job done");
  expect(text).toMatch(/queue +1 message, the oldest waits for 2 min/);
  expect(text).toMatch(/clean-up +.*4 s ago, took 812 ms\n +linksRemoved 3\n/);
  expect(text).toMatch(
    /storage +1000 B of 976.5 KiB in 1 account\n +1000 B of 976.5 KiB +person-1@example.com/,
  );
  expect(await queue.depth()).toBe(1);
});

test("web that takes us for a stranger is told apart from web that is down", async () => {
  const web = { ...(await webUp()), figures: (await world.stranger.system.metrics()).telemetry };
  const text = await shown(web);
  expect(text).toContain("ready at");
  expect(text).toContain("OPERATOR_TOKEN");
});

test("what was set aside is told with its reason, and no reason moves the cursor", async () => {
  const { queue } = world.services;
  const fileId = crypto.randomUUID();
  await queue.send({ type: "thumbnail", userId: crypto.randomUUID(), fileId });
  world.storage.sendText("not ours");
  const [first, second] = await queue.receive(2, 1_000);
  if (first === undefined || second === undefined) throw new Error("two messages wait");
  await queue.poison(first, "failed 5 times, at last: \u001b[2J\nnot well");
  await queue.poison(second, "is no message that CloudPix knows");
  const text = await shown();
  expect(text).toMatch(/set aside +2 messages/);
  expect(text).toContain(`thumbnail of ${fileId}: failed 5 times, at last: \\u001b[2J\\u000anot well`);
  expect(text).toContain("unknown: is no message that CloudPix knows");
  expect((await statusOf()).poison).toHaveLength(2);
});

test("what does not answer keeps nothing else from being told", async () => {
  const { queue, now } = world.services;
  world.storage.setOutage({ queue: true });
  const noDatabase = await readStatus({ db: null, queue, now, askWeb: async () => down });
  expect(noDatabase).toMatchObject({ poison: null, storage: null, background: { queueDepth: null } });
  const text = showStatus(noDatabase).join("\n");
  expect(text).toMatch(/queue +does not answer/);
  expect(text).toMatch(/storage +\? \(the database does not answer\)/);
  expect(await codeOf(queue.depth())).toBe("dependency.unavailable");
});

test("a database that fails while it is asked is told as one that does not answer", async () => {
  world.services.db.users.list = () => Promise.reject(unavailable("down"));
  expect((await statusOf()).storage).toBeNull();
});

test("the accounts that use most come first, ten of them; the sums are over all", async () => {
  const { users } = world.services.db;
  for (let person = 1; person <= 12; person++) {
    const { user } = await world.person();
    await users.reserveBytes(user.userId, person * 1_000);
  }
  const { storage } = await statusOf();
  expect(storage).toMatchObject({ accounts: 12, complete: true, usedBytes: 78_000, quotaBytes: 12_000_000 });
  expect(storage?.top.map(({ usedBytes }) => usedBytes / 1_000)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
});

test("of more accounts than are counted, that is said", async () => {
  const user = (await world.services.db.users.list({ limit: 1 }))[0] ?? (await world.person()).user;
  const full = Array.from({ length: 100 }, () => ({ ...user, usedBytes: 1, quotaBytes: 2 }));
  const { db } = world.services;
  const stored = await db.users.get(user.userId);
  if (stored === null) throw new Error("the account is there");
  const users = { ...db.users, list: async () => full.map((one) => ({ ...stored, ...one })) };
  expect(await measureStorage({ users }, 3, 200)).toMatchObject({ accounts: 200, complete: false });
});
