import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { openWorld, type World } from "@cloudpix/api/testing";
import { createLog } from "@cloudpix/telemetry";
import fc from "fast-check";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import { findHandler } from "./find-handler.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures, type RequestFigures } from "./request-figures.ts";

const byteStreams = 5 * inject("faultRuns");
const atOnce = 150;
// `npm run faults` tries much longer.
vi.setConfig({ testTimeout: 30_000 + 100 * byteStreams });

let world: World;
let server: Server;
let figures: RequestFigures;
let lines: Record<string, unknown>[];
const pages = new Map<string, RequestListener>();

beforeEach(async () => {
  lines = [];
  pages.clear();
  figures = createRequestFigures();
  const write = (line: string) => void lines.push(JSON.parse(line));
  world = await openWorld({ log: createLog({ process: "test", level: "info" }, { write }) });
  server = createHttpServer({
    running: runWorld(world, testEnv()),
    hotReload: false,
    findHandler: (path) => (pages.has(path) ? null : findHandler(path)),
    framework: (request, response) => pages.get(request.url ?? "")?.(request, response),
    figures,
    patience: { headMs: 300, requestMs: 600, checkEveryMs: 50 },
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

const open = (): Socket => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  return connect({ port: address.port, host: "127.0.0.1", allowHalfOpen: true });
};
/** Sends exactly this and reads until the server closes. */
const send = async (bytes: string | Buffer): Promise<string> => {
  const socket = open();
  socket.write(bytes);
  const answer = await text(socket);
  socket.end();
  return answer;
};
const answersIn = (stream: string) => stream.split(/(?=HTTP\/1\.1 \d{3} )/);
const accessLines = () => lines.filter(({ msg }) => msg === "request");

/** One answer in the house's shape, and one line about it under the same id. */
const expectRefusal = async (
  answer: string | undefined,
  { status, code }: { status: number; code: string },
) => {
  const [head = "", body = ""] = (answer ?? "").split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/^connection: close$/im);
  expect(head).toMatch(/^content-type: application\/problem\+json$/im);
  expect(head).toMatch(/^x-content-type-options: nosniff$/im);
  expect(head).toMatch(/^content-security-policy: default-src 'none'/im);
  const requestId = /^x-request-id: (\S+)$/im.exec(head)?.[1];
  expect(requestId).toMatch(/^[\da-f-]{36}$/);
  expect(JSON.parse(body)).toMatchObject({ status, code, requestId, error: expect.any(String) });
  await expect.poll(() => accessLines().filter((line) => line["requestId"] === requestId)).toHaveLength(1);
  const line = accessLines().find((one) => one["requestId"] === requestId);
  expect(line).toMatchObject({ level: "info", status, complete: true, durationMs: expect.any(Number) });
  return line;
};

const hello = Buffer.concat([Buffer.from("16030100c8010000c40303", "hex"), Buffer.alloc(192, "canary")]);

test.each<[string, string | Buffer, { status: number; code: string; reason: string }]>([
  [
    "a first line that is none",
    "canary\r\n\r\n",
    { status: 400, code: "input.invalid", reason: "HPE_INVALID_METHOD" },
  ],
  [
    "a header that is none",
    "GET /canary HTTP/1.1\r\nhost: x\r\ncan ary: 1\r\n\r\n",
    { status: 400, code: "input.invalid", reason: "HPE_INVALID_HEADER_TOKEN" },
  ],
  [
    "two lengths",
    "POST /canary HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
    { status: 400, code: "input.invalid", reason: "HPE_INVALID_TRANSFER_ENCODING" },
  ],
  ["TLS", hello, { status: 400, code: "input.invalid", reason: "HPE_INVALID_METHOD" }],
  [
    "headers without end",
    `GET /canary HTTP/1.1\r\nhost: x\r\ncookie: ${"canary".repeat(5_000)}\r\n\r\n`,
    { status: 431, code: "input.head_too_large", reason: "HPE_HEADER_OVERFLOW" },
  ],
  [
    "a head that never ends",
    "GET /canary HTTP/1.1\r\nhost: x\r\n",
    { status: 408, code: "input.too_slow", reason: "ERR_HTTP_REQUEST_TIMEOUT" },
  ],
])(
  "%s is refused by an answer with an id and one line, and nothing of it is told",
  async (_, bytes, refusal) => {
    const line = await expectRefusal(await send(bytes), refusal);
    expect(line).toMatchObject({ route: "(unreadable)", reason: refusal.reason });
    expect(JSON.stringify(lines)).not.toMatch(/canary/i);
    expect(figures.read()).toMatchObject({ requests: 1, requests4xx: 1, requestsInFlight: 0 });
  },
);

test.each([
  [
    "a request that names no host",
    "GET /api/health HTTP/1.1\r\nconnection: close\r\n\r\n",
    400,
    "input.invalid",
  ],
  [
    "a tunnel to somewhere else",
    "CONNECT canary.example:443 HTTP/1.1\r\nhost: x\r\n\r\n",
    405,
    "route.method",
  ],
])("%s is refused in the same way", async (_, bytes, status, code) => {
  await expectRefusal(await send(bytes), { status, code });
  expect(accessLines()).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toContain("canary");
});

test("an old client may name no host, and an expectation nobody knows is passed over", async () => {
  expect(await send("GET /api/health HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 /);
  const odd = "GET /api/health HTTP/1.1\r\nhost: x\r\nexpect: the-unexpected\r\nconnection: close\r\n\r\n";
  expect(await send(odd)).toMatch(/^HTTP\/1\.1 200 .*x-request-id: /is);
});

test("a sender still busy with too much of a head gets its answer, and no reset", async () => {
  const socket = open();
  const failed: unknown[] = [];
  socket.on("error", (error) => failed.push(error));
  const answer = text(socket);
  socket.write("GET / HTTP/1.1\r\nhost: x\r\ncookie: ");
  for (let sent = 0; sent < 40; sent += 1) {
    if (!socket.write("x".repeat(16_000))) await once(socket, "drain");
  }
  await expectRefusal(await answer, { status: 431, code: "input.head_too_large" });
  socket.end();
  expect(failed).toEqual([]);
  expect(accessLines()).toHaveLength(1);
});

test("a body that comes too slowly is the end of its own request, told once", async () => {
  const answer = await send(
    "POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
  );
  expect(answersIn(answer)).toHaveLength(1);
  const line = await expectRefusal(answer, { status: 408, code: "input.too_slow" });
  expect(line).toMatchObject({ method: "POST", route: "/api/auth/login" });
  await expect.poll(() => figures.read()).toMatchObject({ requests: 1, requestsInFlight: 0 });
  expect(lines.filter(({ msg }) => msg !== "request")).toEqual([]);
});

test("a body whose chunks are none is the end of its own request, told once", async () => {
  const answer = await send(
    "POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  );
  expect(answersIn(answer)).toHaveLength(1);
  const line = await expectRefusal(answer, { status: 400, code: "input.invalid" });
  expect(line).toMatchObject({ method: "POST", route: "/api/auth/login" });
  expect(lines.filter(({ msg }) => msg !== "request")).toEqual([]);
});

test("what cannot be read after a request waits until that one is answered", async () => {
  const slow = Promise.withResolvers<void>();
  pages.set("/slow", async (_request, response) => {
    response.write("begun, ");
    await slow.promise;
    response.end("ended");
  });
  const socket = open();
  socket.write("GET /slow HTTP/1.1\r\nhost: x\r\n\r\nnonsense\r\n\r\n");
  const answer = text(socket);
  await once(socket, "readable");
  slow.resolve();
  const [first = "", second, ...more] = answersIn(await answer);
  socket.end();
  expect(first).toMatch(/^HTTP\/1\.1 200 /);
  expect(first).toContain("ended");
  await expectRefusal(second, { status: 400, code: "input.invalid" });
  expect(more).toEqual([]);
  expect(accessLines().map(({ status }) => status)).toEqual([200, 400]);
});

test("what cannot be read on a connection that was used before is a refusal of its own", async () => {
  const socket = open();
  socket.write("GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n");
  await once(socket, "readable");
  await expect.poll(() => accessLines()).toHaveLength(1);
  socket.write("nonsense\r\n\r\n");
  const [first, second] = answersIn(await text(socket));
  socket.end();
  expect(first).toMatch(/^HTTP\/1\.1 200 /);
  await expectRefusal(second, { status: 400, code: "input.invalid" });
});

test("an answer under way is broken off when the rest of its request cannot be read, and told as not complete", async () => {
  pages.set("/half", (_request, response) => void response.write("half"));
  const answer = await send(
    "POST /half HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  ).catch(() => "reset");
  expect(answersIn(answer).length).toBeLessThanOrEqual(1);
  await expect.poll(() => accessLines()).toMatchObject([{ status: 200, complete: false }]);
});

test("whoever sends nothing, or leaves, is let go without a word", async () => {
  const silent = open();
  expect(await text(silent)).toBe("");
  silent.end();
  const gone = open();
  await once(gone, "connect");
  gone.write("GET / HT");
  gone.resetAndDestroy();
  await expect
    .poll(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))))
    .toBe(0);
  expect(lines).toEqual([]);
  expect(figures.read()).toMatchObject({ requests: 0 });
});

test("whatever bytes come, each answer has an id, each id has one line, and the server goes on", async () => {
  const valid =
    "POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
  const spoiled = fc
    .tuple(fc.nat(valid.length - 1), fc.uint8Array({ minLength: 1, maxLength: 4 }))
    .map(([at, odd]) =>
      Buffer.concat([Buffer.from(valid.slice(0, at)), odd, Buffer.from(valid.slice(at + odd.length))]),
    );
  const noise = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  const stream = fc
    .array(fc.oneof(spoiled, noise, fc.constant(Buffer.from(valid))), { minLength: 1, maxLength: 3 })
    .map((parts) => Buffer.concat(parts));
  const streams = fc.sample(stream, { numRuns: byteStreams, seed: inject("faultSeed") });
  // Whoever is read to the end of their last valid request is kept waiting for another; they leave.
  const hear = async (bytes: Buffer) => {
    const socket = open();
    socket.on("error", () => {});
    socket.end(bytes);
    return text(socket);
  };
  const heard: string[] = [];
  for (let from = 0; from < streams.length; from += atOnce)
    heard.push(...(await Promise.all(streams.slice(from, from + atOnce).map(hear))));
  const answers = heard.flatMap((stream) => answersIn(stream).filter((one) => one !== ""));
  expect(answers.length).toBeGreaterThan((2 * streams.length) / 3);
  const ids = answers.map((answer) => /^x-request-id: (\S+)\r$/im.exec(answer)?.[1]);
  expect(ids).not.toContain(undefined);
  await expect.poll(() => figures.read()["requestsInFlight"]).toBe(0);
  const noted = accessLines().map(({ requestId }) => requestId);
  const notedOnce = new Set(noted);
  expect(notedOnce.size).toBe(noted.length);
  expect(ids.filter((id) => !notedOnce.has(id))).toEqual([]);
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  expect(await send("GET /api/health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).toMatch(/ 200 /);
});
