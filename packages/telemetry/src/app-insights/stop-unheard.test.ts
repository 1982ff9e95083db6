import { type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Preloaded } from "../preloaded.ts";
import { startAppInsights } from "./start-app-insights.ts";

// The SDK starts and stops once in a process.

const deadlineMs = 500;

let ingestion: FakeIngestion;
let started: Preloaded;
beforeAll(async () => {
  ingestion = await startFakeIngestion();
  ingestion.become("silent");
  const { connectionString } = ingestion;
  started = startAppInsights({ connectionString, role: "cloudpix-test", sampling: 1, environment: {} });
});
afterAll(() => ingestion.stop());

test("an endpoint that stays silent holds a program that stops until its deadline and no longer", async () => {
  const { telemetry } = started;
  await Promise.all(
    Array.from({ length: 2_000 }, () =>
      telemetry.inSpan("GET /api/files", { kind: "server" }, async () => {}),
    ),
  );
  const begun = performance.now();
  await started.stop(deadlineMs);
  const tookMs = performance.now() - begun;
  expect(tookMs).toBeGreaterThanOrEqual(deadlineMs - 5);
  expect(tookMs).toBeLessThan(deadlineMs + 1_500);
  expect(ingestion.waiting()).toBeLessThanOrEqual(4);
});
