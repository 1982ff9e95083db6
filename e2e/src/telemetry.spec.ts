import type { Envelope } from "@cloudpix/tooling/ingestion";
import { expect, test } from "@playwright/test";
import { metricsOf } from "./telemetry/ask.ts";
import { type Walk, walk } from "./telemetry/walk.ts";
import { type Connections, watchSockets } from "./telemetry/watch-sockets.ts";
import { startWatchedStack, type WatchedStack } from "./telemetry/watched-stack.ts";

// The whole of CloudPix, as it is built, and an ingestion endpoint on this machine in place of Application Insights.

/** The SDK's maker is asked for settings five to fifteen seconds after its start, unless that is prevented. */
const settledMs = 16_000;

const programs = ["apps/web/server.ts", "apps/worker/src/main.ts"];
const loopback = new Set(["localhost", "127.0.0.1", "::1"]);

test.describe("telemetry of a whole walk", () => {
  let system: WatchedStack;
  let walked: Walk;
  let connections: Connections[];

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    const sockets = watchSockets();
    system = await startWatchedStack({ database: "cosmos" });
    const startedMs = Date.now();
    walked = await walk(system.stack.origin);
    await expect.poll(() => Date.now() - startedMs, { timeout: settledMs * 2 }).toBeGreaterThan(settledMs);
    const unknown = await fetch(`${system.stack.origin}/api/share/${"A".repeat(22)}`);
    expect(unknown.status).toBe(404);
    // A dependency goes away, so that there is a failure to tell of.
    await system.storage.stop();
    const form = new FormData();
    form.set("file", new File(["x"], "late.txt"));
    const refused = await fetch(`${system.stack.origin}/api/files/upload`, {
      method: "POST",
      headers: { authorization: `Bearer ${walked.account.token}` },
      body: form,
    });
    expect(refused.status).toBe(503);
    const workerReady = new URL("/health/ready", system.stack.workerHealthUrl);
    await expect.poll(async () => (await fetch(workerReady)).status).toBe(503);
    await system.stack.stop();
    connections = await sockets.stop();
  });
  test.afterAll(() => system?.stop());

  const of = (baseType: string) =>
    system.ingestion.envelopes().filter(({ data }) => data.baseType === baseType);
  const nameOf = ({ data }: Envelope) => String(data.baseData["name"]);
  const roleOf = ({ tags }: Envelope) => tags["ai.cloud.role"];
  const operationOf = (envelope: Envelope | undefined) => envelope?.tags["ai.operation.id"];
  const find = (baseType: string, name: string) => of(baseType).find((one) => nameOf(one) === name);

  test("every business event of the walk arrived as often as it happened, from the process it happened in", () => {
    const told = of("EventData").map((one) => `${roleOf(one)} ${nameOf(one)}`);
    const walkOnly = told.filter((one) => !one.endsWith("cleanup_completed"));
    expect(walkOnly.toSorted()).toEqual(
      [
        "cloudpix-web file_deleted",
        "cloudpix-web file_uploaded",
        // Once by the interface for programs, once by the page.
        "cloudpix-web share_link_accessed",
        "cloudpix-web share_link_accessed",
        "cloudpix-web share_link_created",
        "cloudpix-web share_link_revoked",
        "cloudpix-web user_login",
        "cloudpix-web user_registered",
        "cloudpix-worker thumbnail_ready",
      ].toSorted(),
    );
    expect(told).toContain("cloudpix-worker cleanup_completed");
    const { fileId } = walked;
    const about = { fileId, kind: "image" };
    for (const [name, properties, measurements] of [
      ["file_uploaded", about, { sizeBytes: expect.any(Number) }],
      ["thumbnail_ready", about, { sizeBytes: expect.any(Number), durationMs: expect.any(Number) }],
      ["share_link_created", about, {}],
      ["share_link_accessed", about, {}],
      ["share_link_revoked", { fileId, cause: "owner" }, { revokedCount: 1 }],
      ["file_deleted", { ...about, permanent: "false" }, { fileCount: 1, sizeBytes: expect.any(Number) }],
    ] as const) {
      expect(find("EventData", name)?.data.baseData).toMatchObject({ properties, measurements });
    }
  });

  test("what the worker did not reach is an exception of its own", () => {
    const ofWorker = of("ExceptionData").filter((one) => roleOf(one) === "cloudpix-worker");
    expect(ofWorker.map(({ data }) => data.baseData["properties"])).toContainEqual(
      expect.objectContaining({ during: "receiving", code: "dependency.unavailable" }),
    );
    const types = ofWorker.flatMap(({ data }) => data.baseData["exceptions"] ?? []);
    expect(types).not.toContainEqual(expect.objectContaining({ typeName: "AppError" }));
  });

  test("every metric arrived", () => {
    const names = new Set(
      of("MetricData").flatMap(({ data }) => {
        const metrics: unknown = data.baseData["metrics"];
        return Array.isArray(metrics) ? metrics.map((metric) => String(metric.name)) : [];
      }),
    );
    expect([...names].toSorted()).toEqual([
      "file_size_bytes",
      "poison_depth",
      "queue_depth",
      "share_link_accesses",
      "thumbnail_duration_ms",
    ]);
  });

  test("requests are told by route and status, with the id that their answers carry", () => {
    const names = of("RequestData").map(nameOf);
    for (const name of [
      "POST /api/trpc/auth.register",
      "POST /api/trpc/auth.login",
      "POST /api/trpc/files.createUpload",
      "POST /api/trpc/files.completeUpload",
      "POST /api/trpc/shares.create",
      "GET /api/share/:linkId",
      "GET /s/:linkId",
      "POST /api/trpc/shares.revoke",
      "POST /api/trpc/files.delete",
      "POST /api/files/upload",
    ])
      expect(names).toContain(name);
    expect(find("RequestData", "POST /api/files/upload")?.data.baseData).toMatchObject({
      responseCode: "503",
      success: false,
      url: "",
      properties: { requestId: expect.stringMatching(/^[\w-]{36}$/) },
    });
    // Neither probes nor the framework's inner life.
    expect(names.filter((name) => /health|_next|^RSC|render/.test(name))).toEqual([]);
  });

  test("a refusal is no failed request: those are answers of 500 and above", () => {
    const answers = of("RequestData").map(({ data }) => {
      const { responseCode, success } = data.baseData;
      return { status: Number(responseCode), success };
    });
    const refusals = answers.filter(({ status }) => status >= 400 && status < 500);
    expect(refusals).toContainEqual({ status: 404, success: true });
    expect(refusals.filter(({ success }) => success !== true)).toEqual([]);
    expect(answers.filter(({ success }) => success === false).map(({ status }) => status)).toContain(503);
  });

  test("one operation leads from the upload's request through the queue to the thumbnail", () => {
    const request = find("RequestData", "POST /api/trpc/files.completeUpload");
    const job = find("RequestData", "thumbnail");
    expect(roleOf(job ?? never())).toBe("cloudpix-worker");
    expect(operationOf(job)).toBe(operationOf(request));
    expect(operationOf(find("EventData", "file_uploaded"))).toBe(operationOf(request));
    expect(operationOf(find("EventData", "thumbnail_ready"))).toBe(operationOf(request));
    expect(job?.data.baseData["properties"]).toMatchObject({ outcome: "ready" });
  });

  test("the id of the upload's request is on its events, its job and its thumbnail's event", () => {
    const requestIdOf = (envelope: Envelope | undefined): unknown =>
      Object(envelope?.data.baseData["properties"]).requestId;
    const requestId = requestIdOf(find("RequestData", "POST /api/trpc/files.completeUpload"));
    expect(requestId).toMatch(/^[\w-]{36}$/);
    for (const [baseType, name] of [
      ["EventData", "file_uploaded"],
      ["RequestData", "thumbnail"],
      ["EventData", "thumbnail_ready"],
    ] as const)
      expect(requestIdOf(find(baseType, name)), name).toBe(requestId);
  });

  test("Cosmos DB, Blob and Queue are dependencies of their own kinds, each within an operation", () => {
    const calls = of("RemoteDependencyData");
    const kinds = new Set(calls.map(({ data }) => String(data.baseData["type"])));
    expect([...kinds].toSorted()).toEqual(["Azure blob", "Azure queue", "cosmosdb"]);
    const read = calls.find((one) => nameOf(one) === "users.read");
    expect(read?.data.baseData["measurements"]).toMatchObject({
      requestCharge: expect.any(Number),
      tries: 1,
    });
    const operations = new Set(of("RequestData").map(operationOf));
    expect(calls.filter((one) => !operations.has(operationOf(one)))).toEqual([]);
    const upload = operationOf(find("RequestData", "POST /api/trpc/files.completeUpload"));
    const kindsOfUpload = calls
      .filter((one) => operationOf(one) === upload)
      .map(({ data }) => String(data.baseData["type"]));
    expect(new Set(kindsOfUpload)).toEqual(kinds);
  });

  test("every dependency that answered says how", () => {
    const calls = of("RemoteDependencyData").map(({ data }) => data.baseData);
    const codesOf = (type: string) =>
      new Set(calls.filter((call) => call["type"] === type).map((call) => String(call["resultCode"])));
    expect([...codesOf("cosmosdb")]).toEqual(expect.arrayContaining(["200", "201", "404"]));
    expect([...codesOf("Azure blob")]).toEqual(expect.arrayContaining(["200", "201"]));
    expect([...codesOf("Azure queue")]).toEqual(expect.arrayContaining(["201"]));
    const unheard = calls.filter((call) => call["resultCode"] === "0");
    expect(unheard.filter((call) => call["success"] !== false)).toEqual([]);
    for (const call of calls) expect(call["properties"]).not.toHaveProperty("db.response.status_code");
  });

  test("a failure is an exception of its request, and so is what it left for the clean-up", () => {
    const failed = operationOf(find("RequestData", "POST /api/files/upload"));
    const exceptions = of("ExceptionData").filter((one) => operationOf(one) === failed);
    const properties = exceptions.map(({ data }) => Object(data.baseData["properties"]));
    const ofRequest = {
      code: "dependency.unavailable",
      requestId: expect.stringMatching(/^[\w-]{36}$/),
    };
    expect(properties.toSorted((one, other) => Number("fileId" in one) - Number("fileId" in other))).toEqual([
      ofRequest,
      { ...ofRequest, fileId: expect.any(String) },
    ]);
  });

  test("nothing that was sent holds a secret, a signature, a link, an e-mail or a file's name", () => {
    const sent = system.ingestion.sentText();
    expect(sent.length).toBeGreaterThan(10_000);
    for (const secret of walked.secrets) expect(sent).not.toContain(secret);
    for (const pattern of [/sig=/i, /sig%3D/i, /AccountKey/i, /eyJ[\w-]{10}/, /@example\.com/, /Bearer/i])
      expect(sent).not.toMatch(pattern);
  });

  test("no host but this machine was spoken to or looked up", async () => {
    const seen = await system.seen();
    const hosts = seen.filter(({ what }) => what === "host");
    for (const program of programs)
      expect(hosts.filter((one) => one.program.endsWith(program)).length).toBeGreaterThan(1);
    expect(hosts.filter(({ name }) => !loopback.has(name))).toEqual([]);
    for (const program of programs)
      expect(seen.some((one) => one.what === "sdk" && one.program.endsWith(program))).toBe(true);
  });

  // Other kernels are not asked.
  if (process.platform === "linux")
    test("the kernel saw no socket of any process lead elsewhere, those that draw pictures have none", () => {
      const addressesOf = (program: string) =>
        connections.filter(({ command }) => command.includes(program)).map(({ addresses }) => [...addresses]);
      for (const program of programs) expect(addressesOf(program).flat().length).toBeGreaterThan(0);
      expect(addressesOf("render-process.ts").length).toBeGreaterThan(0);
      expect(addressesOf("render-process.ts").flat()).toEqual([]);
      expect(new Set(connections.flatMap(({ addresses }) => [...addresses]))).toEqual(new Set(["127.0.0.1"]));
    });
});

test("without a connection string nothing of the SDK is loaded, and nothing is told to anybody", async () => {
  await using cleanup = new AsyncDisposableStack();
  const system = await startWatchedStack({ telemetry: "off" });
  cleanup.defer(() => system.stop());
  await walk(system.stack.origin);
  const { appInsights } = await metricsOf(system.stack.origin);
  expect(appInsights).toEqual({ connectionStringConfigured: false, initialized: false, status: "off" });
  await system.stack.stop();
  const seen = await system.seen();
  expect(new Set(seen.map(({ program }) => programs.find((one) => program.endsWith(one))))).toEqual(
    new Set(programs),
  );
  expect(seen.filter(({ what }) => what === "sdk")).toEqual([]);
  expect(seen.filter(({ what, name }) => what === "host" && !loopback.has(name))).toEqual([]);
  expect(system.ingestion.sentText()).toBe("");
});

const never = (): never => {
  throw new Error("it did not arrive");
};
