import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
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
    running: runWorld(world, testEnv({ TRUSTED_PROXIES: trusted })),
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

test("an answer that breaks off is a failed operation", async () => {
  const { origin, told, ended } = await serve((_request, response) => {
    response.write("half");
    response.destroy();
  });
  await expect(fetch(`${origin}/trash`).then((answer) => answer.text())).rejects.toThrow();
  await ended();
  expect(told.spans).toMatchObject([{ name: "GET /trash", state: "failed" }]);
});

test.each(["/health", "/api/health", "/api/health/ready", "/api/metrics", "/_next/static/chunk.js"])(
  "%s is nobody's operation",
  async (path) => {
    const { origin, told } = await serve((_request, response) => void response.end());
    expect((await fetch(`${origin}${path}`)).status).toBe(200);
    expect(told.spans).toEqual([]);
  },
);

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
