import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import {
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { createTracingClient } from "@azure/core-tracing";
import { unavailable } from "@cloudpix/domain";
import { type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { type Tracer, trace } from "@opentelemetry/api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Preloaded } from "../preloaded.ts";
import { startAppInsights } from "./start-app-insights.ts";
import type { Environment } from "./still-sdk.ts";

// The SDK starts once in a process: the tests tell it everything, and what arrived is looked at after its end.

let ingestion: FakeIngestion;
let started: Preloaded;
const site = "the site it runs on";
/** The SDK reads the environment of its process: what is set here is set there. */
const environment = new Proxy<Environment>(
  { WEBSITE_SITE_NAME: site },
  {
    set: (target, name, value) => {
      vi.stubEnv(String(name), value);
      return Reflect.set(target, name, value);
    },
  },
);
const userId = "019cb000-0000-7000-8000-000000000001";

/** What `work` told, by the type of its data. */
const of = (baseType: string) => ingestion.envelopes().filter(({ data }) => data.baseType === baseType);
const named = (baseType: string, name: string) => {
  const found = of(baseType).filter(({ data }) => data.baseData["name"] === name);
  expect(found).toHaveLength(1);
  const [envelope] = found;
  if (envelope === undefined) throw new Error(`no ${baseType} is named ${name}`);
  return envelope;
};
const operationOf = (envelope: { tags: Record<string, string> }) => envelope.tags["ai.operation.id"];

let carried: string | undefined;
let activeOutside: string | undefined;
let answered: unknown;
let frameworkRecords: boolean[];

const requireApi = createRequire(import.meta.url);
const tracersOfOthers = (): Tracer[] => {
  const api: typeof import("@opentelemetry/api") = requireApi("@opentelemetry/api");
  return [trace, api.trace].map((one) => one.getTracer("next.js"));
};

const storageCall = async (address: string) => {
  const client = createTracingClient({ namespace: "Microsoft.Storage", packageName: "@azure/storage-blob" });
  const pipeline = createPipelineFromOptions({});
  await client.withSpan("BlockBlobClient-stageBlock", { tracingOptions: {} }, async ({ tracingOptions }) => {
    const request = createPipelineRequest({
      url: address,
      method: "PUT",
      allowInsecureConnection: true,
      ...(tracingOptions ? { tracingOptions } : {}),
    });
    await pipeline.sendRequest(createDefaultHttpClient(), request);
  });
};

const get = { "http.request.method": "GET" };

beforeAll(async () => {
  ingestion = await startFakeIngestion();
  const storage = createServer((_request, response) => response.writeHead(201).end());
  await once(storage.listen(0, "127.0.0.1"), "listening");
  const address = storage.address();
  const port = typeof address === "object" ? address?.port : 0;
  const blob = `http://127.0.0.1:${port}/cloudpix-files/${userId}/canary-file/canary.jpg?sig=canary`;

  started = startAppInsights({
    connectionString: ingestion.connectionString,
    role: "cloudpix-test",
    sampling: 1,
    environment,
  });
  const { telemetry } = started;
  activeOutside = telemetry.traceParent();
  await storageCall(blob);
  frameworkRecords = tracersOfOthers().map((tracer) => tracer.startSpan("framework").isRecording());

  answered = await telemetry.inSpan(
    "GET /api/share/:linkId",
    { kind: "server", attributes: { "http.request.method": "GET", "http.route": "/api/share/:linkId" } },
    async (span) => {
      telemetry.trackEvent("file_uploaded", {
        kind: "image",
        sizeBytes: 12,
        note: "cpx_canarycanarycanarycanary",
      });
      telemetry.trackException(new TypeError("at https://x.invalid/a?sig=canary"), { code: "internal" });
      telemetry.trackException(unavailable(new RangeError("the queue said nothing")), { job: "thumbnail" });
      telemetry.trackMetric("file_size_bytes", 12, { kind: "image" });
      telemetry.trackMetric("file_size_bytes", 30, { kind: "image" });
      await storageCall(blob);
      carried = telemetry.traceParent();
      // What the framework does around a page: an empty span of its own, active while ours are made.
      await tracersOfOthers()[1]?.startActiveSpan("render", () =>
        telemetry.inSpan(
          "users.read",
          { kind: "client", attributes: { "db.system": "cosmosdb" } },
          async (span) => span.set({ requestCharge: 2.5, "db.response.status_code": 404 }),
        ),
      );
      span.set({ "http.response.status_code": 200 });
      return "answer";
    },
  );
  await telemetry
    .underParent(carried, () =>
      telemetry.inSpan("thumbnail", { kind: "consumer" }, async () => {
        throw new Error("worked on and failed");
      }),
    )
    .catch((error: unknown) => error);
  await telemetry.underParent("nonsense", () =>
    telemetry.inSpan("alone", { kind: "internal" }, async () => 1),
  );
  for (const status of [404, 410, 500]) {
    await telemetry.inSpan(`GET /${status}`, { kind: "server", attributes: get }, async (span) =>
      span.set({ "http.response.status_code": status }),
    );
  }
  await telemetry.inSpan("GET /broken-off", { kind: "server", attributes: get }, async (span) => {
    span.set({ "http.response.status_code": 200 });
    span.fail();
  });
  await started.stop(5_000);
  storage.closeAllConnections();
  storage.close();
});
afterAll(() => ingestion.stop());

test("an event keeps its numbers as numbers, and belongs to the operation it happened in", () => {
  const event = named("EventData", "file_uploaded");
  expect(event.data.baseData).toMatchObject({
    properties: { kind: "image" },
    measurements: { sizeBytes: 12 },
  });
  expect(operationOf(event)).toBe(operationOf(named("RequestData", "GET /api/share/:linkId")));
  expect(event.tags["ai.cloud.role"]).toBe("cloudpix-test");
});

test("a request is told of by its route and status, without an address", () => {
  const { data } = named("RequestData", "GET /api/share/:linkId");
  expect(data.baseData).toMatchObject({ responseCode: "200", success: true, url: "" });
  expect(answered).toBe("answer");
});

test.each([
  ["404", true],
  ["410", true],
  ["500", false],
])(
  "an answer of %s is a request with success %s: that a caller errs is no failure of ours",
  (status, success) => {
    expect(named("RequestData", `GET /${status}`).data.baseData).toMatchObject({
      responseCode: status,
      success,
    });
  },
);

test("an answer that broke off has failed whatever its status said", () => {
  expect(named("RequestData", "GET /broken-off").data.baseData).toMatchObject({ success: false });
});

test("an exception is told of with type and stack", () => {
  const [exception] = of("ExceptionData");
  expect(exception?.data.baseData["exceptions"]).toMatchObject([
    { typeName: "TypeError", hasFullStack: true },
  ]);
  expect(exception?.data.baseData["properties"]).toEqual({ code: "internal" });
});

test("of a dependency that does not answer its own error is told, under the code that callers got", () => {
  expect(of("ExceptionData")[1]?.data.baseData).toMatchObject({
    exceptions: [{ typeName: "RangeError", message: "the queue said nothing" }],
    properties: { code: "dependency.unavailable", job: "thumbnail" },
  });
});

test("a metric is summed up", () => {
  const [metric] = of("MetricData");
  expect(metric?.data.baseData).toMatchObject({
    metrics: [{ name: "file_size_bytes", value: 42, count: 2, min: 12, max: 30 }],
    properties: { kind: "image" },
  });
});

test("a call to storage is a dependency of its operation, told by container", () => {
  const call = named("RemoteDependencyData", "BlockBlobClient-stageBlock");
  expect(call.data.baseData).toMatchObject({
    type: "Azure blob",
    data: "PUT",
    resultCode: "201",
    success: true,
    properties: {},
  });
  expect(call.data.baseData["target"]).toMatch(/^127\.0\.0\.1:\d+\|cloudpix-files$/);
  expect(operationOf(call)).toBe(operationOf(named("RequestData", "GET /api/share/:linkId")));
});

test("work that a message brings goes on with the operation that sent it, and its failure shows", () => {
  const job = named("RequestData", "thumbnail");
  const request = named("RequestData", "GET /api/share/:linkId");
  expect(operationOf(job)).toBe(operationOf(request));
  expect(job.tags["ai.operation.parentId"]).toBe(request.data.baseData["id"]);
  expect(job.data.baseData["success"]).toBe(false);
  expect(carried).toContain(operationOf(request));
  expect(operationOf(named("RemoteDependencyData", "alone"))).not.toBe(operationOf(request));
});

test("a call to the database is a dependency of its own kind, also from inside of the framework", () => {
  const { data, tags } = named("RemoteDependencyData", "users.read");
  expect(data.baseData).toMatchObject({
    type: "cosmosdb",
    resultCode: "404",
    success: true,
    measurements: { requestCharge: 2.5 },
  });
  expect(operationOf({ tags })).toBe(operationOf(named("RequestData", "GET /api/share/:linkId")));
});

test("outside of any operation there is nothing to go on with", () => {
  expect(activeOutside).toBeUndefined();
});

test("the web framework finds no tracer, whether it imports or requires the library", () => {
  expect(frameworkRecords).toEqual([false, false]);
});

test("nothing that looks like a secret leaves, nor a user's id or file name in an address", () => {
  expect(ingestion.sentText()).not.toMatch(/canary|sig=/);
  expect(ingestion.sentText()).not.toContain(userId);
});

test("the process keeps the name of its site, and telemetry is well", () => {
  expect(environment["WEBSITE_SITE_NAME"]).toBe(site);
  expect(started.status()).toBe("on");
});
