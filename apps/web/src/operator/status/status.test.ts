import { codeOf, openWorld, upload, type World } from "@cloudpix/api/testing";
import { addMs, newWorkerRunId, type RunRecord, toInstant, unavailable } from "@cloudpix/domain";
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

const webReady = async (): Promise<WebStatus> => {
  const web = await webUp();
  if (web.readiness === null) throw new Error("web answers");
  const queue = { ok: true, durationMs: 1 };
  return { ...web, readiness: { ...web.readiness, dependencies: { ...web.readiness.dependencies, queue } } };
};
const notReady = async () => {
  const { readiness } = await webUp();
  return readiness && { ...readiness, status: "unavailable" as const };
};
const saidByWorker = (secondsAgo: number, details: RunRecord["details"]) => {
  const { db, now } = world.services;
  const at = toInstant(addMs(now(), -secondsAgo * 1_000));
  return db.runs.put({ id: newWorkerRunId(now()), at, details });
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
  await saidByWorker(0, { jobsDone: 1, uptimeSeconds: 7_500 });
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
  expect(text).toContain(`  message ${first.messageId}\n`);
  expect(text).toContain("unknown: is no message that CloudPix knows");
  expect(text).toContain(`  message ${second.messageId}, begins with not ours`);
  expect((await statusOf()).poison).toMatchObject([
    { message: { fileId }, messageId: first.messageId, textBeginning: null },
    { message: null, messageId: second.messageId, textBeginning: "not ours" },
  ]);
});

test.each([
  ["as it is", (text: string) => text],
  ["in base64", (text: string) => Buffer.from(text).toString("base64")],
])("of a text that is no message its beginning is told, cut, without secrets, %s", async (_, wrap) => {
  const { queue } = world.services;
  const token = `eyJ${"a".repeat(40)}.${"b".repeat(40)}.${"c".repeat(40)}`;
  world.storage.sendText(wrap(`\u001b[2J{"password":"hunter2hunter2","say":"${token}"}${"é".repeat(100)}`));
  const [delivery] = await queue.receive(1, 1_000);
  if (delivery === undefined) throw new Error("a message waits");
  await queue.poison(delivery, "is no message that CloudPix knows");
  const beginning = `\u001b[2J{"password":"[hidden]","say":"[hidden]"}`.padEnd(80, "é");
  const status = await statusOf();
  expect(status.poison).toMatchObject([{ textBeginning: beginning }]);
  expect(showStatus(status).join("\n")).toContain(beginning.replace("\u001b", "\\u001b"));
  expect(JSON.stringify(status)).not.toContain("hunter2");
});

test("what does not answer keeps nothing else from being told", async () => {
  const { queue, now } = world.services;
  world.storage.setOutage({ queue: true });
  const noDatabase = await readStatus({ db: null, queue, now, askWeb: async () => down });
  expect(noDatabase).toMatchObject({ poison: null, storage: null, background: { queueDepth: null } });
  const text = showStatus(noDatabase).join("\n");
  for (const part of ["queue", "set aside"])
    expect(text).toMatch(new RegExp(`^${part} +unknown: the queue does not answer$`, "m"));
  for (const part of ["worker", "clean-up", "storage"])
    expect(text).toMatch(new RegExp(`^${part} +unknown: the database does not answer$`, "m"));
  expect(await codeOf(queue.depth())).toBe("dependency.unavailable");
});

test("a database that fails while it is asked is told as one that does not answer", async () => {
  const gone = () => Promise.reject(unavailable("down"));
  world.services.db.users.list = gone;
  world.services.db.runs.get = gone;
  world.services.db.runs.listWorkers = gone;
  const status = await statusOf();
  expect(status.storage).toBeNull();
  expect(status.attention).toContain("the database does not answer");
  const text = showStatus(status).join("\n");
  expect(text).not.toMatch(/none yet|NONE RUNS/);
});

test("where database and queue answer and nothing ever happened, that is said", async () => {
  const text = await shown();
  expect(text).toMatch(/^worker +NONE RUNS: nothing that waits is worked on$/m);
  expect(text).toMatch(/^queue +0 messages$/m);
  expect(text).toMatch(/^clean-up +none yet$/m);
});

test("a worker that fell silent stands still, its figures are past, and somebody should look", async () => {
  await saidByWorker(30, { jobsDone: 6, inFlight: 1, uptimeSeconds: 62, memoryRssBytes: 100 * 1_024 ** 2 });
  expect((await statusOf(await webReady())).attention).toEqual([]);
  world.pass(44_000);
  const status = await statusOf(await webReady());
  expect(status.attention).toEqual(["the worker stands still"]);
  const text = showStatus(status).join("\n");
  expect(text).toMatch(/^attention +the worker stands still$/m);
  expect(text).toMatch(/^worker +STANDS STILL: last word 74 s ago, was up 62 s, had 100 MiB$/m);
  expect(text).toContain("until then 6 jobs done, ? tries failed, ? set aside, 1 under way");
});

test("a worker that speaks while its loop stands still, or its queue is silent, is told", async () => {
  const { now } = world.services;
  const lastTurn = toInstant(addMs(now(), -90_000));
  await saidByWorker(4, { lastTurn, queueSilentSince: lastTurn, uptimeSeconds: 100 });
  const status = await statusOf(await webReady());
  expect(status.attention).toEqual(["the loop of 1 of 1 worker stands still"]);
  const text = showStatus(status).join("\n");
  expect(text).toMatch(/^worker +last word 4 s ago, up 100 s/m);
  expect(text).toMatch(/^ +STANDS STILL: the loop last turned 90 s ago$/m);
  expect(text).toMatch(/^ +has had no answer from the queue for 90 s$/m);
});

test("one of several workers that fell silent is told beside those that run", async () => {
  await saidByWorker(600, { jobsDone: 100 });
  await saidByWorker(5, { jobsDone: 3 });
  await saidByWorker(2, { jobsDone: 4 });
  const status = await statusOf(await webReady());
  expect(status.attention).toEqual(["1 worker fell silent within the last hour"]);
  const text = showStatus(status).join("\n");
  expect(text).toMatch(/^worker +2 run: last word 2 s ago/m);
  expect(text).toMatch(/^ +1 more worker FELL SILENT within the last hour$/m);
  expect(text).toContain("7 jobs done");
});

test("messages that were set aside wait for somebody's time; they are no cause for alarm", async () => {
  const { queue } = world.services;
  await saidByWorker(0, {});
  world.storage.sendText("not ours");
  const [delivery] = await queue.receive(1, 1_000);
  if (delivery === undefined) throw new Error("a message waits");
  await queue.poison(delivery, "is no message that CloudPix knows");
  expect(await statusOf(await webReady())).toMatchObject({ attention: [], background: { poisonCount: 1 } });
});

test.each([
  ["web does not answer at http://localhost:3000", async () => down],
  ["web is not ready", async () => ({ ...(await webReady()), readiness: await notReady() })],
])("%s: somebody should look", async (sentence, web) => {
  await saidByWorker(0, {});
  expect((await statusOf(await web())).attention).toEqual([sentence]);
});

test.each([
  ["the last clean-up could not remove 2 files or accounts", { sweepsFailed: 0, removalsFailed: 2 }],
  ["of the last clean-up 1 part failed", { sweepsFailed: 1, removalsFailed: 0 }],
])("%s: somebody should look", async (sentence, details) => {
  await saidByWorker(0, {});
  const { db, now } = world.services;
  await db.runs.put({ id: "cleanup", at: toInstant(now()), details });
  expect((await statusOf(await webReady())).attention).toEqual([sentence]);
  await db.runs.put({ id: "cleanup", at: toInstant(now()), details: { sweepsFailed: 0, removalsFailed: 0 } });
  expect((await statusOf(await webReady())).attention).toEqual([]);
});

test("the accounts that use most come first, ten of them; the sums are over all", async () => {
  const { users } = world.services.db;
  for (let person = 1; person <= 12; person++) {
    const { user } = await world.person();
    await users.reserveBytes(user.userId, person * 1_000, toInstant(world.services.now()));
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
