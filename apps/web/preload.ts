import { preloadTelemetry } from "@cloudpix/telemetry";
import { readTelemetrySettings } from "./src/env.ts";

// Runs before server.ts (`node --import ./apps/web/preload.ts`).
await preloadTelemetry(
  "cloudpix-web",
  readTelemetrySettings(),
  () => import("@cloudpix/telemetry/app-insights"),
);
