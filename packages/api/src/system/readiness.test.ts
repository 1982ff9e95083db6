import { newWorkerRunId, toInstant, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorld, type World } from "../../test/world.ts";
import { readiness } from "./readiness.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const answering = { ok: true, durationMs: expect.any(Number) };
const silent = { ok: false, durationMs: expect.any(Number) };

test("a system whose parts all answer is ready", async () => {
  expect(await readiness(world.services)).toEqual({
    status: "ok",
    timestamp: toInstant(world.services.now()),
    dependencies: { database: answering, blobs: answering, queue: answering },
    worker: null,
  });
});

test("the newest word of any worker is told, however old, and decides nothing", async () => {
  const at = toInstant(new Date(1_000));
  for (const one of [toInstant(new Date(0)), at]) {
    await world.services.db.runs.put({ id: newWorkerRunId(new Date()), at: one, details: {} });
  }
  expect(await readiness(world.services)).toMatchObject({ status: "ok", worker: { lastHeartbeat: at } });
});

test.each(["database", "blobs", "queue"] as const)("a failing %s is named", async (name) => {
  const ping = () => Promise.reject(unavailable("down"));
  const { db, blobs, queue } = world.services;
  const { dependencies, status } = await readiness({
    ...world.services,
    ...(name === "database" ? { db: { ...db, ping } } : {}),
    ...(name === "blobs" ? { blobs: { ...blobs, ping } } : {}),
    ...(name === "queue" ? { queue: { ...queue, ping } } : {}),
  });
  expect(status).toBe("unavailable");
  expect(dependencies).toEqual({ database: answering, blobs: answering, queue: answering, [name]: silent });
});

test("silence is given up on after its own time, each by itself and all at once", async () => {
  const never = () => new Promise<never>(() => {});
  const { db, queue } = world.services;
  const startMs = performance.now();
  const answer = await readiness(
    {
      ...world.services,
      db: { ...db, ping: never, runs: { ...db.runs, listWorkers: never } },
      queue: { ...queue, ping: never },
    },
    500,
  );
  // Three silences one after another would take 1,500.
  expect(performance.now() - startMs).toBeLessThan(1_400);
  expect(answer).toMatchObject({
    status: "unavailable",
    dependencies: { database: silent, blobs: answering, queue: silent },
    worker: null,
  });
  expect(answer.dependencies.database.durationMs).toBeGreaterThanOrEqual(99);
});

test("a driver that throws at once or fails too late brings nothing down", async () => {
  const { db, blobs } = world.services;
  let failLate = () => {};
  const late = new Promise<never>((_, reject) => {
    failLate = () => reject(new Error("too late"));
  });
  const ping = (): Promise<void> => {
    throw new Error("at once");
  };
  const answer = await readiness(
    { ...world.services, db: { ...db, ping }, blobs: { ...blobs, ping: () => late } },
    20,
  );
  expect(answer.dependencies).toEqual({ database: silent, blobs: silent, queue: answering });
  // An unhandled rejection would fail the run.
  failLate();
});
