import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { openWorld, type World } from "@cloudpix/api/testing";
import { createLog } from "@cloudpix/telemetry";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import type { FetchHandler } from "./fetch-adapter.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures } from "./request-figures.ts";

const env = testEnv({ CORS_ORIGINS: "https://app.example.com" });
const linkId = "AAAAAAAAAAAAAAAAAAAAAA";
const framework: RequestListener = (request, response) => void response.end(`handled ${request.url}`);
const data: FetchHandler = ({ url }) => {
  if (url.endsWith("/fails")) throw new Error("a secret cause");
  return Response.json({ data: url });
};

const findHandler = (path: string) => (path.startsWith("/data") ? data : null);

let world: World;
let server: Server;
let lines: string[];
beforeEach(async () => {
  lines = [];
  const log = createLog({ process: "test", level: "info" }, { write: (line) => lines.push(line) });
  world = await openWorld({ log });
  const running = runWorld(world, env);
  server = createHttpServer({
    running,
    hotReload: false,
    findHandler,
    framework,
    figures: createRequestFigures(),
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

const portOf = (address: AddressInfo | string | null) =>
  typeof address === "object" && address !== null ? address.port : 0;

/** Sends the first line exactly as given and reads all of the answer. */
const ask = (firstLine: string, headers: readonly string[] = ["connection: close"]) => {
  const socket = connect(portOf(server.address()), "127.0.0.1");
  socket.write(`${[`${firstLine} HTTP/1.1`, "host: localhost", ...headers].join("\r\n")}\r\n\r\n`);
  return text(socket);
};

test.each([
  "GET /s/%",
  "GET /s/%E0%A4%A/file",
  "GET /api/trpc/%E0%A4%A",
  "OPTIONS *",
  `GET http://evil.example.com/s/${linkId}`,
  `GET //s/${linkId}`,
  "GET /\\evil.example.com",
])("%s is refused before anything else sees it", async (firstLine) => {
  const answer = await ask(firstLine);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain("application/problem+json");
  expect(answer).toContain('"code":"input.invalid"');
  expect(answer).not.toContain("handled");
  await expect.poll(() => lines.length).toBe(1);
  expect(lines[0]).not.toContain(linkId);
});

test.each([`/s/${linkId}`, `/%73/${linkId}/file`, `/_next/data/x/s/${linkId}.json`])(
  "%s is served, and the log does not learn the link",
  async (path) => {
    expect(await ask(`GET ${path}`)).toContain(`handled ${path}`);
    await expect.poll(() => lines.length).toBe(1);
    expect(lines[0]).not.toContain(linkId);
    expect(lines[0]).toMatch(/"route":"\/(s\/:linkId|_next\/:asset)/);
  },
);

test("bytes of a share stay inert however their path is written", async () => {
  expect(await ask(`GET /%73/${linkId}/file`)).toContain("default-src 'none'; sandbox");
});

test("an offer to speak another protocol is passed over, and the request answered", async () => {
  const headers = ["connection: Upgrade, HTTP2-Settings, close", "upgrade: h2c", "http2-settings: AAMAAABk"];
  server.on("upgrade", (_request, socket) => socket.destroy());
  expect(await ask("GET /", headers)).toContain("handled /");
});

test("data is answered without the framework, under the public host and with the same headers around it", async () => {
  const answer = await ask("GET /data/1?a=b");
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('{"data":"http://localhost:3000/data/1?a=b"}');
  expect(answer).toMatch(/x-content-type-options: nosniff/i);
  expect(answer).toMatch(/x-request-id: /i);
});

test("a handler that fails is a 500 in a fixed sentence, logged with its cause", async () => {
  const answer = await ask("GET /data/fails");
  expect(answer).toMatch(/^HTTP\/1\.1 500 /);
  expect(answer).toContain('"code":"internal"');
  expect(answer).not.toContain("secret cause");
  await expect.poll(() => lines.join("")).toContain("a secret cause");
});

test.each(["TRACE", "PROPFIND"])("%s is no method of this site", async (method) => {
  const answer = await ask(`${method} /data/1`);
  expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  expect(answer).toMatch(/allow: GET, HEAD/i);
});

test("the browser of a named site is told what it may send, without anybody being asked", async () => {
  const preflight = [
    "origin: https://app.example.com",
    "access-control-request-method: PUT",
    "access-control-request-headers: x-requested-with",
    "connection: close",
  ];
  const answer = await ask("OPTIONS /api/files/x", preflight);
  expect(answer).toMatch(/^HTTP\/1\.1 204 /);
  expect(answer).toContain("access-control-allow-origin: https://app.example.com");
  expect(answer).toMatch(/access-control-allow-headers: .*x-requested-with/);
  expect(answer).not.toContain("handled");
  expect(await ask("OPTIONS /api/auth/session", preflight)).toContain("handled");
  expect(await ask("OPTIONS /api/auth/session", preflight)).not.toContain("access-control");
});

test("a named site may read every answer of the API, also one that the server itself refuses", async () => {
  const from = (origin: string) => [`origin: ${origin}`, "connection: close"];
  for (const firstLine of ["GET /api/files", "GET /api/%E0%A4%A"]) {
    expect(await ask(firstLine, from("https://app.example.com"))).toContain("access-control-allow-origin");
    const other = await ask(firstLine, from("https://evil.example.com"));
    expect(other).not.toContain("access-control");
    expect(other).toContain("vary: Origin");
  }
});
