import { expect, test } from "vitest";
import { isCloudPixError } from "./cloudpix-error.ts";
import { createCloudPix } from "./create-cloudpix.ts";
import { type Arrived, done, inputOf, refused, type Step } from "./testing/answer-requests.ts";
import { scriptedServer } from "./testing/scripted-server.ts";
import { backOffMs } from "./with-retries.ts";

const file = { fileId: "01999999-0000-7000-8000-000000000001" };
const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable(),
    (error: unknown) => (isCloudPixError(error) ? error : expect.unreachable(String(error))),
  );

const requestIdOf = (request: Arrived): unknown => {
  const input = inputOf(request);
  return typeof input === "object" && input !== null ? Reflect.get(input, "requestId") : undefined;
};

const passing: [string, Step][] = [
  ["is told that a dependency is down", refused(503, "dependency.unavailable")],
  ["is told to slow down", refused(429, "rate.limited")],
  ["meets a proxy's busy page", { status: 503, body: "<h1>Service Unavailable</h1>" }],
  ["meets a gateway whose server is gone", { status: 502, body: "<h1>Bad Gateway</h1>" }],
  ["is given up on by a gateway", { status: 504, body: "<h1>Gateway Timeout</h1>" }],
  ["loses its connection", "lose the connection"],
  ["loses its answer on the way back", "lose the answer half-way"],
];

test.each(passing)("a query that %s is asked again until it is answered", async (_, failure) => {
  await using server = await scriptedServer(failure, failure, done({ status: "ok" }));
  const cloudpix = createCloudPix({ url: server.url });
  expect(await cloudpix.system.health.query()).toEqual({ status: "ok" });
  expect(server.arrived).toHaveLength(3);
});

test.each(passing)("a mutation that %s is sent once and never again", async (_, failure) => {
  await using server = await scriptedServer(failure, done({}));
  const cloudpix = createCloudPix({ url: server.url });
  await failureOf(cloudpix.files.delete.mutate(file));
  expect(server.arrived).toHaveLength(1);
});

test.each([
  ["shares.create", (url: string) => createCloudPix({ url }).shares.create.mutate(file)],
  [
    "files.createUpload",
    (url: string) => createCloudPix({ url }).files.createUpload.mutate({ fileName: "a", fileSize: 1 }),
  ],
])("%s gets a requestId of its own and comes again under the same one", async (_, create) => {
  await using server = await scriptedServer("lose the connection", refused(503, "internal"), done({}));
  await create(server.url);
  await create(server.url);
  const ids = server.arrived.map(requestIdOf);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  expect(ids.slice(0, 3)).toEqual([ids[0], ids[0], ids[0]]);
  expect(ids[3]).not.toBe(ids[0]);
});

test("a requestId of the caller's is left as it is", async () => {
  await using server = await scriptedServer("lose the connection", done({}));
  const requestId = "01999999-0000-7000-8000-0000000000aa";
  await createCloudPix({ url: server.url }).shares.create.mutate({ ...file, requestId });
  expect(server.arrived.map(inputOf)).toEqual([
    { ...file, requestId },
    { ...file, requestId },
  ]);
});

test("a refusal stays a refusal: it is not asked again", async () => {
  await using server = await scriptedServer(refused(404, "file.not_found"));
  await failureOf(createCloudPix({ url: server.url }).files.get.query(file));
  expect(server.arrived).toHaveLength(1);
});

test("tries are bounded, and `retries: 0` is one try", async () => {
  await using server = await scriptedServer("lose the connection");
  const error = await failureOf(createCloudPix({ url: server.url, retries: 2 }).system.health.query());
  expect(error).toMatchObject({ code: "network.failed", status: undefined });
  expect(server.arrived).toHaveLength(3);
  await failureOf(createCloudPix({ url: server.url, retries: 0 }).system.health.query());
  expect(server.arrived).toHaveLength(4);
});

test("the next try comes no earlier than Retry-After says", async () => {
  const busy = refused(429, "rate.limited", { headers: { "retry-after": "1" } });
  await using server = await scriptedServer(busy, done({ status: "ok" }));
  await createCloudPix({ url: server.url }).system.health.query();
  const [first, second] = server.arrived;
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test("nobody is kept waiting for minutes: a long Retry-After is told instead", async () => {
  const busy = refused(429, "rate.limited", { headers: { "retry-after": "61" } });
  await using server = await scriptedServer(busy);
  const error = await failureOf(createCloudPix({ url: server.url }).system.health.query());
  expect(error).toMatchObject({ code: "rate.limited", status: 429, retryAfterSeconds: 61 });
  expect(server.arrived).toHaveLength(1);
});

test("an answer that does not come in time counts as none", async () => {
  await using server = await scriptedServer("never answer", done({ status: "ok" }));
  const cloudpix = createCloudPix({ url: server.url, timeoutMs: 100 });
  expect(await cloudpix.system.health.query()).toEqual({ status: "ok" });
});

test("an abort ends a call, and a pause between two tries, at once with the signal's reason", async () => {
  await using silent = await scriptedServer("never answer");
  await using busy = await scriptedServer(refused(503, "internal", { headers: { "retry-after": "30" } }));
  for (const server of [silent, busy]) {
    const controller = new AbortController();
    const call = createCloudPix({ url: server.url }).system.health.query(undefined, {
      signal: controller.signal,
    });
    await expect.poll(() => server.arrived.length).toBe(1);
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(server.arrived).toHaveLength(1);
  }
});

test("pauses grow, are spread, and end at eight seconds", () => {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const [shortest, longest] = [backOffMs(attempt, 0), backOffMs(attempt, 1)];
    expect(longest).toBe(2 * shortest);
    expect(longest).toBe(Math.min(8_000, 250 * 2 ** attempt));
  }
});
