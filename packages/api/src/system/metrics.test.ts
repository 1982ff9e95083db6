import { addMs, newWorkerRunId, toInstant, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorld, upload, type World } from "../../test/world.ts";
import { backgroundFigures } from "./background-figures.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const figuresFor = async (caller: World["stranger"]) => (await caller.system.metrics()).telemetry;

test("strangers are told that CloudPix runs, since when, and whether it is watched: no more", async () => {
  world.services.processFigures = () => ({ requests: 12 });
  const ada = await world.person();
  for (const caller of [world.stranger, world.call(ada.token)])
    expect(await caller.system.metrics()).toEqual({
      message: "CloudPix is running.",
      timestamp: world.services.now().toISOString(),
      appInsights: { connectionStringConfigured: false, initialized: false, status: "off" },
      telemetry: { uptimeSeconds: expect.any(Number) },
    });
});

test("the figures are this process's own", async () => {
  const { telemetry } = await world.stranger.system.metrics();
  expect(Math.abs(Number(telemetry["uptimeSeconds"]) - process.uptime())).toBeLessThan(2);
  world.services.telemetryStatus = () => ({
    connectionStringConfigured: true,
    initialized: true,
    status: "on",
  });
  expect((await world.stranger.system.metrics()).appInsights.status).toBe("on");
});

test("an operator is told what was counted, what waits, what was set aside, and what the worker last said", async () => {
  const { db, queue, now } = world.services;
  world.services.processFigures = () => ({ requests: 12 });
  await upload(world, await world.person());
  world.pass(5_000);
  await queue.send({ type: "verify", userId: crypto.randomUUID(), fileId: crypto.randomUUID() });
  world.storage.sendText("not ours");
  const [first, second] = await queue.receive(3, 60_000);
  if (first === undefined || second === undefined) throw new Error("three messages wait");
  await queue.release(first);
  await queue.poison(second, "no good");
  const at = toInstant(addMs(now(), -3_000));
  await db.runs.put({ id: "cleanup", at, details: { linksRemoved: 3 } });
  await db.runs.put({ id: newWorkerRunId(now()), at, details: { jobsDone: 7, lastTurn: at } });
  expect(await figuresFor(world.operator)).toEqual({
    uptimeSeconds: expect.any(Number),
    requests: 12,
    telemetryStatus: "off",
    queueAnswers: true,
    queueDepth: 2,
    queueOldestSeconds: 5,
    poisonCount: 1,
    databaseAnswers: true,
    lastCleanUp: at,
    cleanUpLinksRemoved: 3,
    workersAlive: 1,
    workersStalled: 0,
    workersSilent: 0,
    workerHeartbeatAgeSeconds: 3,
    workerJobsDone: 7,
    workerStartedAt: null,
    workerLastTurn: at,
    workerQueueSilentSince: null,
  });
});

test("before anything ever ran, an operator is told nothing where nothing is known", async () => {
  expect(await figuresFor(world.operator)).toMatchObject({
    queueDepth: 0,
    queueOldestSeconds: null,
    poisonCount: 0,
    queueAnswers: true,
    databaseAnswers: true,
    lastCleanUp: null,
    workersAlive: 0,
    workersStalled: 0,
    workersSilent: 0,
    workerHeartbeatAgeSeconds: null,
  });
});

test("nobody's id is among the figures, whatever lies in the records", async () => {
  const { db, now } = world.services;
  const at = toInstant(now());
  const secret = crypto.randomUUID();
  const details = { owners: secret, host: "worker-1.example.com", startedAt: secret, complete: true };
  await db.runs.put({ id: "cleanup", at, details: { ...details, linksRemoved: 3 } });
  await db.runs.put({ id: newWorkerRunId(now()), at, details: { ...details, jobsDone: 7 } });
  const figures = await figuresFor(world.operator);
  expect(figures).toMatchObject({ lastCleanUp: at, cleanUpLinksRemoved: 3, workerJobsDone: 7 });
  const words = Object.entries(figures).filter(([, value]) => typeof value === "string");
  expect(words).toEqual([
    ["telemetryStatus", "off"],
    ["lastCleanUp", at],
  ]);
});

test("what does not answer is null in its own time, and keeps nothing else from being told", async () => {
  const { db, queue, now } = world.services;
  const never = () => new Promise<never>(() => {});
  const begun = performance.now();
  const figures = await backgroundFigures(
    { db, now, queue: { ...queue, depth: never, poisonDepth: () => Promise.reject(new Error("down")) } },
    100,
  );
  expect(performance.now() - begun).toBeLessThan(1_500);
  expect(figures).toMatchObject({
    queueAnswers: false,
    queueDepth: null,
    poisonCount: null,
    databaseAnswers: true,
    workersAlive: 0,
  });
});

test("a database that does not answer is told from one that knows of no worker and no clean-up", async () => {
  const { queue, now } = world.services;
  const gone = () => Promise.reject(unavailable("down"));
  expect(await backgroundFigures({ db: { runs: { get: gone, listWorkers: gone } }, queue, now })).toEqual({
    queueAnswers: true,
    queueDepth: 0,
    queueOldestSeconds: null,
    poisonCount: 0,
    databaseAnswers: false,
    lastCleanUp: null,
    workersAlive: null,
    workersStalled: null,
    workersSilent: null,
    workerHeartbeatAgeSeconds: null,
  });
});
