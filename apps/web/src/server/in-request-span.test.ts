import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { openWorld, type World } from "@cloudpix/api/testing";
import { recordTelemetry } from "@cloudpix/telemetry/testing";
import { afterEach, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures } from "./request-figures.ts";

const trace = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
const linkId = "AAAAAAAAAAAAAAAAAAAAAA";

let world: World;
let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

/** A server whose requests are watched, and what was told of them. */
const serve = async (framework: RequestListener, trusted = "") => {
  const { telemetry, told } = recordTelemetry();
  world = await openWorld({ telemetry });
  server = createHttpServer({
    running: runWorld(
      world,
      testEnv({ TRUSTED_PROXIES: trusted, CORS_ORIGINS: "https://named.example.com" }),
    ),
    hotReload: false,
    findHandler: () => null,
    framework,
    figures: createRequestFigures(),
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  const ended = () => expect.poll(() => told.spans.every(({ state }) => state !== "under way")).toBe(true);
  return { origin: `http://127.0.0.1:${address.port}`, told, ended };
};

test("a request is an operation named by its route, with its id and status, and nothing of its address", async () => {
  const { origin, told, ended } = await serve((_request, response) => response.writeHead(404).end());
  const answer = await fetch(`${origin}/s/${linkId}?v=canary`);
  await ended();
  expect(told.spans).toMatchObject([
    {
      name: "GET /s/:linkId",
      kind: "server",
      state: "ended",
      attributes: {
        "http.route": "/s/:linkId",
        "http.response.status_code": 404,
        requestId: answer.headers.get("x-request-id"),
      },
    },
  ]);
  expect(JSON.stringify(told)).not.toMatch(/AAAA|canary/);
});

const refused: [string, string, string, number][] = [
  ["a target that is no path", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "GET (unreadable)", 400],
  ["a method that nobody serves", "PROPFIND /trash HTTP/1.1\r\nHost: a\r\n\r\n", "PROPFIND /trash", 405],
  ["no host", "GET /trash HTTP/1.1\r\n\r\n", "GET /trash", 400],
  ["what is no HTTP", "canary\r\n\r\n", "_OTHER (unreadable)", 400],
  ["a tunnel", "CONNECT canary.example.com:443 HTTP/1.1\r\nHost: a\r\n\r\n", "CONNECT (unreadable)", 405],
];

test.each(refused)("%s is refused within an operation too", async (_, bytes, name, status) => {
  const { origin, told, ended } = await serve((_request, response) => void response.end());
  const socket = connect({ port: Number(new URL(origin).port), host: "127.0.0.1" });
  socket.end(bytes);
  expect(await text(socket)).toContain(`HTTP/1.1 ${status} `);
  await ended();
  expect(told.spans).toMatchObject([
    { name, kind: "server", state: "ended", attributes: { "http.response.status_code": status } },
  ]);
  expect(JSON.stringify(told)).not.toContain("canary");
});

test("a browser's question whether it may ask is an operation", async () => {
  const { origin, told, ended } = await serve((_request, response) => void response.end());
  const headers = { origin: "https://named.example.com", "access-control-request-method": "POST" };
  const { status } = await fetch(`${origin}/api/auth/login`, { method: "OPTIONS", headers });
  expect(status).toBe(204);
  await ended();
  expect(told.spans).toMatchObject([
    { name: "OPTIONS /api/auth/login", attributes: { "http.response.status_code": 204 } },
  ]);
});

test("an answer that breaks off is a failed operation", async () => {
  const { origin, told, ended } = await serve((_request, response) => {
    response.write("half");
    response.destroy();
  });
  await expect(fetch(`${origin}/trash`).then((answer) => answer.text())).rejects.toThrow();
  await ended();
  expect(told.spans).toMatchObject([{ name: "GET /trash", state: "failed" }]);
});

test.each([
  "/health",
  "/api/health",
  "/api/health/ready",
  "/api/metrics",
  "/api/trpc/system.health",
  "/_next/static/chunk.js",
])("%s is nobody's operation", async (path) => {
  const { origin, told } = await serve((_request, response) => void response.end());
  expect((await fetch(`${origin}${path}`)).status).toBe(200);
  expect(told.spans).toEqual([]);
});

test("an operation is gone on with for a trusted proxy", async () => {
  const { origin, told } = await serve((_request, response) => void response.end(), "127.0.0.1");
  await fetch(`${origin}/trash`, { headers: { traceparent: trace } });
  expect(told.spans).toMatchObject([{ parent: trace }]);
});

test("a stranger names no operation", async () => {
  const { origin, told } = await serve((_request, response) => void response.end());
  await fetch(`${origin}/trash`, { headers: { traceparent: trace } });
  expect(told.spans).toMatchObject([{ parent: undefined }]);
});
