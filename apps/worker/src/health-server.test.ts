import { expect, test } from "vitest";
import { startHealthServer } from "./health-server.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

test("health is 200 while the loop turns, 503 once it stood still for 30 seconds, 404 elsewhere", async () => {
  let now = at(0);
  const loop = { inFlight: () => 2, lastTurn: () => at(0) };
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
