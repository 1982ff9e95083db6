import { newWorkerRunId, toInstant, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorld, type World } from "../../test/world.ts";
import { createReadiness } from "./readiness.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const answering = { ok: true, durationMs: expect.any(Number) };
const silent = { ok: false, durationMs: expect.any(Number) };

test("a system whose parts all answer is ready", async () => {
  expect(await createReadiness(world.services)()).toEqual({
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
  expect(await createReadiness(world.services)()).toMatchObject({
    status: "ok",
    worker: { lastHeartbeat: at },
  });
});

test.each(["database", "blobs", "queue"] as const)("a failing %s is named", async (name) => {
  const ping = () => Promise.reject(unavailable("down"));
  const { db, blobs, queue } = world.services;
  const { dependencies, status } = await createReadiness({
    ...world.services,
    ...(name === "database" ? { db: { ...db, ping } } : {}),
    ...(name === "blobs" ? { blobs: { ...blobs, ping } } : {}),
    ...(name === "queue" ? { queue: { ...queue, ping } } : {}),
  })();
  expect(status).toBe("unavailable");
  expect(dependencies).toEqual({ database: answering, blobs: answering, queue: answering, [name]: silent });
});

test("silence is given up on after its own time, each by itself and all at once", async () => {
  const never = () => new Promise<never>(() => {});
  const { db, queue } = world.services;
  const startMs = performance.now();
  const answer = await createReadiness(
    {
      ...world.services,
      db: { ...db, ping: never, runs: { ...db.runs, listWorkers: never } },
      queue: { ...queue, ping: never },
    },
    500,
  )();
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
  const answer = await createReadiness(
    { ...world.services, db: { ...db, ping }, blobs: { ...blobs, ping: () => late } },
    20,
  )();
  expect(answer.dependencies).toEqual({ database: silent, blobs: silent, queue: answering });
  // An unhandled rejection would fail the run.
  failLate();
});

test("whoever asks within a second, at once or after another, is told of one asking; then the truth is asked for again", async () => {
  const { db, blobs, queue } = world.services;
  const asked = { database: 0, blobs: 0, queue: 0, workers: 0 };
  const count =
    <T>(what: keyof typeof asked, work: () => Promise<T>) =>
    () => {
      asked[what] += 1;
      return work();
    };
  const services = {
    ...world.services,
    db: {
      ...db,
      ping: count("database", db.ping),
      runs: { ...db.runs, listWorkers: count("workers", db.runs.listWorkers) },
    },
    blobs: { ...blobs, ping: count("blobs", blobs.ping) },
    queue: { ...queue, ping: count("queue", queue.ping) },
  };
  const readiness = createReadiness(services);
  const many = await Promise.all(Array.from({ length: 100 }, readiness));
  world.pass(999);
  expect(await readiness()).toEqual(many[0]);
  expect(asked).toEqual({ database: 1, blobs: 1, queue: 1, workers: 1 });
  services.queue.ping = () => Promise.reject(unavailable("down"));
  world.pass(1);
  expect(await readiness()).toMatchObject({ status: "unavailable", dependencies: { queue: silent } });
  services.queue.ping = queue.ping;
  world.pass(1_000);
  expect(await readiness()).toMatchObject({ status: "ok" });
});

test("each who is told that something does not answer finds the cause in the log", async () => {
  const warnings: unknown[] = [];
  world.services.log.warn = (given: unknown) => void warnings.push(given);
  world.storage.setOutage({ queue: true });
  const readiness = createReadiness(world.services);
  await Promise.all([readiness(), readiness()]);
  expect(warnings).toMatchObject([{ dependency: "queue" }, { dependency: "queue" }]);
});

test("a clock that is set back keeps no answer for ever", async () => {
  const readiness = createReadiness(world.services);
  await readiness();
  world.pass(-60_000);
  world.storage.setOutage({ blobs: true });
  expect(await readiness()).toMatchObject({ status: "unavailable" });
});
