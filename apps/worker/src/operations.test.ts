import { MINUTE_MS, newUuidV7, SECOND_MS, toInstant } from "@cloudpix/domain";
import { createTelemetry, type Preloaded, type Telemetry } from "@cloudpix/telemetry";
import { startAppInsights } from "@cloudpix/telemetry/app-insights";
import { type Envelope, type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createQueueLoop } from "./queue-loop.ts";
import type { Services } from "./services.ts";
import { finishClosedAccounts } from "./sweeps/finish-closed-accounts.ts";
import { finishPurges } from "./sweeps/finish-purges.ts";
import { runSweeps } from "./sweeps/run-sweeps.ts";
import { openTestServices, type TestServices } from "./test-services.ts";

// The SDK starts once in a process: the worker does everything, and what arrived is looked at after its end.

const operation = (digit: string) => digit.repeat(32);
const traceparent = (digit: string) => `00-${operation(digit)}-${"b".repeat(16)}-01`;

/** A part whose calls are told of as the drivers of Azure tell of theirs. */
const watched = <Part extends object>({ inSpan }: Telemetry, name: string, part: Part): Part =>
  new Proxy(part, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== "function") return member;
      return (...args: unknown[]): unknown =>
        inSpan(`${name}.${String(key)}`, { kind: "client" }, async () => Reflect.apply(member, target, args));
    },
  });

let bench: TestServices;
let ingestion: FakeIngestion;
let started: Preloaded;
let envelopes: readonly Envelope[];

const startLoop = async (services: Services) => {
  const loop = createQueueLoop(services, { pollMs: 10 });
  loop.start();
  await vi.waitUntil(async () => (await services.queue.depth()) + loop.inFlight() === 0, 10 * SECOND_MS);
  await loop.stop(5 * SECOND_MS);
};

beforeAll(async () => {
  bench = await openTestServices();
  ingestion = await startFakeIngestion();
  const { connectionString } = ingestion;
  started = startAppInsights({ connectionString, role: "cloudpix-test", sampling: 1, environment: {} });
  const telemetry = createTelemetry(bench.services.log, started);
  const { db, queue, blobs } = bench.services;
  const services: Services = {
    ...bench.services,
    telemetry,
    blobs: watched(telemetry, "blobs", blobs),
    queue: watched(telemetry, "queue", queue),
    db: { ...db, files: watched(telemetry, "files", db.files), users: watched(telemetry, "users", db.users) },
  };
  const send = (digit: string, fileId: string, userId: string) =>
    queue.send({ type: "thumbnail", userId, fileId, traceparent: traceparent(digit) });

  const done = await bench.addFile(new Uint8Array(10));
  await send("1", done.fileId, done.userId);
  await startLoop(services);

  // Taken more often than it may be, so that it is set aside without another try.
  const given = await bench.addFile(new Uint8Array(10));
  await send("2", given.fileId, given.userId);
  for (let taken = 1; taken <= 5; taken += 1) {
    await queue.receive(1, SECOND_MS);
    bench.advance(MINUTE_MS);
  }
  await startLoop(services);

  // Neither removed nor put off.
  const dead = { ...services.queue, remove: () => Promise.reject(new Error("no answer to remove")) };
  await send("3", newUuidV7(bench.services.now()), newUuidV7(bench.services.now()));
  const loop = createQueueLoop({ ...services, queue: { ...dead, renew: dead.remove } }, { pollMs: 10 });
  loop.start();
  await vi.waitUntil(
    () => bench.logged.some(({ msg }) => msg === "left to the end of its lease"),
    10 * SECOND_MS,
  );
  await loop.stop(5 * SECOND_MS);

  const { signal } = new AbortController();
  await runSweeps(services, { finishPurges, finishClosedAccounts }, { signal });
  await bench.addFile(new Uint8Array(10), { status: "purging" });
  const { userId } = await bench.addUser({ closedAt: toInstant(bench.services.now()) });
  await bench.addFile(new Uint8Array(10), { userId });
  bench.advance(MINUTE_MS);
  await runSweeps(services, { finishPurges, finishClosedAccounts }, { signal });

  await started.stop(5 * SECOND_MS);
  envelopes = ingestion.envelopes();
}, 60_000);
afterAll(async () => {
  await bench.close();
  await ingestion.stop();
});

const named = (baseType: string, name: string) =>
  envelopes.filter(({ data }) => data.baseType === baseType && data.baseData["name"] === name);
const within = (operationId: string | undefined) =>
  envelopes
    .filter(({ tags }) => tags["ai.operation.id"] === operationId)
    .map(({ data }) => `${data.baseType} ${data.baseData["name"] ?? ""}`.trim());

test("the removal of a message whose job is done belongs to the operation that sent it", () => {
  expect(within(operation("1"))).toEqual(
    expect.arrayContaining([
      "RequestData thumbnail",
      "RemoteDependencyData files.get",
      "RemoteDependencyData queue.remove",
      "EventData thumbnail_failed",
    ]),
  );
});

test("a message that is set aside belongs to it with its event, its exception and every call", () => {
  expect(within(operation("2"))).toEqual(
    expect.arrayContaining([
      "RequestData thumbnail",
      "RemoteDependencyData files.update",
      "RemoteDependencyData queue.poison",
      "EventData thumbnail_failed",
      "ExceptionData",
    ]),
  );
});

test("what could not be settled is an exception of it", () => {
  expect(within(operation("3")).filter((one) => one === "ExceptionData")).toHaveLength(2);
});

test("nothing that a message is worked on for stands outside of any operation", () => {
  const alone = envelopes.filter(({ data, tags }) => {
    const tells = data.baseType === "EventData" || data.baseType === "ExceptionData";
    return tells && tags["ai.operation.id"] === undefined;
  });
  expect(alone).toEqual([]);
});

test("the purge of a file and the removal of an account are operations with their calls; where there is nothing to do there is none", () => {
  expect(named("RequestData", "purge")).toHaveLength(1);
  expect(named("RequestData", "account-removal").length).toBeGreaterThan(0);
  const purge = within(named("RequestData", "purge")[0]?.tags["ai.operation.id"]);
  expect(purge).toEqual(
    expect.arrayContaining(["RemoteDependencyData blobs.removeFolder", "RemoteDependencyData files.remove"]),
  );
  const removals = named("RequestData", "account-removal").flatMap(({ tags }) =>
    within(tags["ai.operation.id"]),
  );
  expect(removals).toContain("RemoteDependencyData users.remove");
});
