import { recordTelemetry } from "@cloudpix/telemetry/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { photo } from "../render/sample-pictures.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { runJob } from "./run-job.ts";

const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const messageFor = async () => {
  const jpeg = await (await photo(400, 300)).jpeg().toBuffer();
  const { userId, fileId } = await bench.addFile(jpeg);
  return { type: "thumbnail", userId, fileId, requestId: "request-1", traceparent } as const;
};

test("a job goes on with the operation of its message and tells its outcome, its time and its event", async () => {
  const { telemetry, told } = recordTelemetry();
  const message = await messageFor();
  expect(await runJob({ ...bench.services, telemetry }, message, 1)).toBe("ready");
  const attributes = { deliveries: 1, requestId: "request-1", outcome: "ready" };
  expect(told.spans).toMatchObject([
    { name: "thumbnail", kind: "consumer", parent: traceparent, state: "ended", attributes },
  ]);
  expect(told.metrics).toMatchObject([{ name: "thumbnail_duration_ms", facts: { kind: "image" } }]);
  expect(told.events).toMatchObject([{ name: "thumbnail_ready" }]);
});

test("a job that fails is reported once and fails on", async () => {
  const { telemetry, told } = recordTelemetry();
  const message = await messageFor();
  bench.storage.setOutage({ blobs: true });
  await expect(runJob({ ...bench.services, telemetry }, message, 2)).rejects.toMatchObject({
    code: "dependency.unavailable",
  });
  expect(told.spans).toMatchObject([{ name: "thumbnail", state: "failed" }]);
  expect(told.exceptions).toMatchObject([{ facts: { job: "thumbnail", deliveries: 2 } }]);
});
