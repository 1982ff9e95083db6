import { unavailable } from "@cloudpix/domain";
import { expect, onTestFinished, test } from "vitest";
import { startHealthServer } from "./health-server.ts";
import { createQueueLoop } from "./queue-loop.ts";
import { openTestServices } from "./test-services.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

test("health is 200 while the loop turns, 503 once it stood still for 30 seconds, 404 elsewhere", async () => {
  let now = at(0);
  const loop = { inFlight: () => 2, lastTurn: () => at(0), queueSilentSince: () => null };
  const server = await startHealthServer(loop, { port: 0, now: () => now });
  const url = `http://localhost:${server.port}`;
  try {
    const well = await fetch(`${url}/health`);
    expect(well.status).toBe(200);
    expect(await well.json()).toMatchObject({ status: "ok", inFlight: 2 });
    now = at(31);
    const stalled = await fetch(`${url}/health`);
    expect(stalled.status).toBe(503);
    expect(await stalled.json()).toMatchObject({ status: "stalled" });
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/health`, { method: "POST" })).status).toBe(404);
  } finally {
    server.stop();
  }
});

test("only the address that is named is listened on", async () => {
  const loop = { inFlight: () => 0, lastTurn: () => at(0), queueSilentSince: () => null };
  const server = await startHealthServer(loop, { port: 0, host: "127.0.0.1", now: () => at(0) });
  onTestFinished(server.stop);
  expect(server.host).toBe("127.0.0.1");
});

/** A worker's loop on a real queue, and what its probes are told. */
const probed = async () => {
  const bench = await openTestServices();
  const loop = createQueueLoop(bench.services, { pollMs: 10 });
  const server = await startHealthServer(loop, { port: 0, now: bench.services.now });
  onTestFinished(async () => {
    server.stop();
    await loop.stop(100);
    await bench.close();
  });
  loop.start();
  const probe = async (path: string) => {
    const answer = await fetch(`http://localhost:${server.port}${path}`);
    const body = await answer.json();
    return { status: answer.status, body };
  };
  return { ...bench, probe };
};

test("while the queue does not answer the worker lives, is not ready, and says since when; and is ready again after", async () => {
  const { services, probe } = await probed();
  await expect.poll(() => probe("/health/ready")).toMatchObject({ status: 200, body: { status: "ok" } });
  const { receive } = services.queue;
  services.queue.receive = () => Promise.reject(unavailable("gone"));
  await expect
    .poll(() => probe("/health/ready"))
    .toMatchObject({ status: 503, body: { status: "waiting", queueSilentSince: expect.any(String) } });
  expect(await probe("/health")).toMatchObject({ status: 200, body: { status: "waiting" } });
  services.queue.receive = receive;
  await expect
    .poll(() => probe("/health/ready"), { timeout: 5_000 })
    .toMatchObject({ status: 200, body: { queueSilentSince: null } });
});

test("a loop that hangs is found by the probe of life, and the worker still answers it at once", async () => {
  const { services, advance, probe } = await probed();
  let asked = false;
  services.queue.receive = () => {
    asked = true;
    return new Promise<never>(() => {});
  };
  await expect.poll(() => asked).toBe(true);
  expect(await probe("/health")).toMatchObject({ status: 200 });
  advance(31_000);
  for (const path of ["/health", "/health/ready"])
    expect(await probe(path)).toMatchObject({ status: 503, body: { status: "stalled" } });
});
