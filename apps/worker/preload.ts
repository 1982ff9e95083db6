import { preloadTelemetry } from "@cloudpix/telemetry";
import { readTelemetrySettings } from "./src/env.ts";

// Runs before src/main.ts (`node --import ./apps/worker/preload.ts`).
await preloadTelemetry(
  "cloudpix-worker",
  readTelemetrySettings(),
  () => import("@cloudpix/telemetry/app-insights"),
);
