import { once } from "node:events";
import type { Server } from "node:http";
import { openWorld, type World } from "@cloudpix/api/testing";
import { createLog } from "@cloudpix/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import { findHandler } from "./find-handler.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures } from "./request-figures.ts";

let world: World;
let server: Server;
let token: string;
const lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  const write = (line: string) => void lines.push(JSON.parse(line));
  world = await openWorld({ log: createLog({ process: "test", level: "info" }, { write }) });
  ({ token } = await world.person());
  server = createHttpServer({
    running: runWorld(world, testEnv({ CORS_ORIGINS: "https://app.example.com" })),
    hotReload: false,
    findHandler,
    framework: ({ url }, response) => void response.end(`the framework's: ${url}`),
    figures: createRequestFigures(),
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

/** All that an answer says, but for what differs from one to the next. */
const ask = async (method: string, path: string) => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  const headers = { authorization: `Bearer ${token}`, origin: "https://app.example.com" };
  const answer = await fetch(`http://127.0.0.1:${address.port}${path}`, { method, headers });
  const policy = answer.headers.get("content-security-policy")?.replace(/nonce-[^']+/, "nonce");
  const requestId = answer.headers.get("x-request-id");
  const find = () => lines.find((line) => line["requestId"] === requestId && line["msg"] === "request");
  await expect.poll(find).toBeDefined();
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    allow: answer.headers.get("allow"),
    mayRead: answer.headers.get("access-control-allow-origin"),
    policy,
    route: find()?.["route"],
  };
};

test.each([
  ["GET", "/api", 200],
  ["GET", "/api/files", 200],
  ["GET", "/api/health", 200],
  ["GET", "/api/health/ready", 200],
  ["GET", "/health", 200],
  ["GET", "/api/docs", 200],
  ["GET", "/api/docs/scalar.js", 200],
  ["GET", "/api/trpc/files.list", 200],
  ["POST", "/api/auth/login", 400],
  ["GET", "/api/auth/profile", 200],
  ["GET", "/api/auth/session", 200],
  ["GET", "/api/files/upload", 405],
  ["GET", "/api/nothing", 404],
])("%s %s is answered alike with a slash at its end", async (method, path, status) => {
  const plain = await ask(method, path);
  expect(plain.status).toBe(status);
  expect(await ask(method, `${path}/`)).toEqual(plain);
  expect(await ask(method, `${path}/?`)).toEqual(plain);
});

test.each(["/api/files//", "/api//files", "/api//"])(
  "%s is no other way to write an address",
  async (path) => {
    expect((await ask("GET", path)).status).toBe(404);
  },
);
