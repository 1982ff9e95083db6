import { type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Preloaded } from "../preloaded.ts";
import { startAppInsights } from "./start-app-insights.ts";

// The SDK starts and stops once in a process.

let ingestion: FakeIngestion;
let started: Preloaded;
beforeAll(async () => {
  ingestion = await startFakeIngestion();
  const { connectionString } = ingestion;
  started = startAppInsights({ connectionString, role: "cloudpix-test", sampling: 1, environment: {} });
});
afterAll(() => ingestion.stop());

test("a program that stops under load loses nothing of what its queues hold", async () => {
  const { telemetry } = started;
  const spans = Array.from({ length: 2_000 }, () =>
    telemetry.inSpan("GET /api/files", { kind: "server" }, async () => {
      telemetry.trackEvent("file_uploaded");
    }),
  );
  telemetry.trackMetric("queue_depth", 1);
  await Promise.all(spans);
  await started.stop(5_000);
  const count = (baseType: string) =>
    ingestion.envelopes().filter(({ data }) => data.baseType === baseType).length;
  expect(count("RequestData")).toBe(2_000);
  expect(count("EventData")).toBe(2_000);
  const metrics = ingestion.envelopes().flatMap(({ data }) => data.baseData["metrics"] ?? []);
  expect(metrics).toContainEqual(expect.objectContaining({ name: "queue_depth", value: 1 }));
});
