import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorld, type World } from "../../test/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test("strangers are told that CloudPix runs, since when, and whether it is watched: no more", async () => {
  expect(await world.stranger.system.metrics()).toEqual({
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
