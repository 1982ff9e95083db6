import { expect, test } from "vitest";
import { preloadTelemetry } from "./preload-telemetry.ts";
import { takePreloaded, telemetryState } from "./preloaded.ts";

// One process has one preload: the tests follow each other.
const settings = { connectionString: "canary", sampling: 1, environment: {} };

test("without settings nothing is loaded, and telemetry is off", async () => {
  await preloadTelemetry("test", undefined, () => expect.unreachable());
  expect(takePreloaded()).toBeUndefined();
  expect(telemetryState()).toEqual({ connectionStringConfigured: false, initialized: false, status: "off" });
});

test("what cannot be started keeps no program from running, and is told as failing", async () => {
  await preloadTelemetry("test", settings, () => import("./app-insights/index.ts"));
  expect(takePreloaded()).toBeUndefined();
  expect(telemetryState()).toEqual({
    connectionStringConfigured: true,
    initialized: false,
    status: "failing",
  });
});
