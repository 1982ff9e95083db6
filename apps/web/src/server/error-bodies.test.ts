import { once } from "node:events";
import type { Server } from "node:http";
import { createRateLimits } from "@cloudpix/api";
import { openWorld, type World } from "@cloudpix/api/testing";
import { unavailable } from "@cloudpix/domain";
import { createLog } from "@cloudpix/telemetry";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Belongings, belongingsOf } from "../../test/belongings.ts";
import { runWorld, testEnv } from "../../test/run-world.ts";
import { handleAuth } from "./auth-handler.ts";
import { answerWith } from "./fetch-adapter.ts";
import { findHandler } from "./find-handler.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures } from "./request-figures.ts";

/** What the framework does for next-auth: it finds the route's file, and what stands in the path. */
const authRoute = (request: Request) => {
  const nextauth = new URL(request.url).pathname.replace("/api/auth/", "").split("/");
  return handleAuth(new NextRequest(request), { params: Promise.resolve({ nextauth }) });
};

let world: World;
let server: Server;
let owned: Belongings;
let origin: string;
let lines: Record<string, unknown>[];
beforeAll(async () => {
  lines = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  world = await openWorld({ log: createLog({ process: "test", level: "info" }, { write }) });
  owned = await belongingsOf(world);
  const { services } = world;
  services.rateLimits = createRateLimits(services.db.throttles, services.now);
  server = createHttpServer({
    running: runWorld(world, testEnv()),
    hotReload: false,
    findHandler,
    framework: (request, response) => void answerWith(authRoute, request, response),
    figures: createRequestFigures(),
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

type Asked = [path: string, init?: RequestInit];
const bearer = () => ({ authorization: `Bearer ${owned.owner.token}` });
const json = (body: unknown, headers = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
const formOf = (name: string, content: string) => {
  const form = new FormData();
  form.set(name, new File([content], "a.bin"));
  return form;
};
const signInForm = (body: Record<string, string>, cookie = ""): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded", cookie },
  body: new URLSearchParams(body).toString(),
});
const guessing = { email: "guessed@example.com", password: "wrong password" };
const tooOften = async (): Promise<Asked> => {
  for (let tries = 0; tries < 10; tries += 1) await fetch(`${origin}/api/auth/login`, json(guessing));
  return ["/api/auth/login", json(guessing)];
};
/** A dependency that is gone for one request. */
const without = async (part: "blobs" | "files", asked: Asked): Promise<Asked> => {
  const { services } = world;
  const gone = () => Promise.reject(unavailable("no answer"));
  if (part === "blobs") {
    const { ping } = services.blobs;
    services.blobs.ping = () => {
      services.blobs.ping = ping;
      return gone();
    };
  } else {
    const { get } = services.db.files;
    services.db.files.get = () => {
      services.db.files.get = get;
      return gone();
    };
  }
  return asked;
};

const kinds: Record<string, [status: number, ask: () => Asked | Promise<Asked>]> = {
  "tRPC, one call": [401, () => ["/api/trpc/files.list?input=%7B%7D"]],
  "tRPC, a batch that failed": [401, () => ["/api/trpc/files.list,files.usage?batch=1&input=%7B%7D"]],
  "tRPC, a batch that failed in parts": [
    207,
    () => ["/api/trpc/system.health,files.list?batch=1&input=%7B%7D"],
  ],
  "tRPC, an input that is none": [400, () => ["/api/trpc/files.list?input=%7B", { headers: bearer() }]],
  "tRPC, a procedure that there is not": [404, () => ["/api/trpc/no.such"]],
  "tRPC, another method": [405, () => ["/api/trpc/files.list", { method: "PUT" }]],
  "tRPC, another media type": [415, () => ["/api/trpc/auth.login", { method: "POST", body: "x" }]],
  "tRPC, too large": [413, () => ["/api/trpc/auth.login", json("x".repeat(70_000))]],
  "tRPC, a dependency that is gone": [
    503,
    () =>
      without("files", [
        `/api/trpc/files.get?input=${encodeURIComponent(JSON.stringify({ fileId: owned.file.fileId }))}`,
        { headers: bearer() },
      ]),
  ],
  "REST, nobody": [401, () => ["/api/files"]],
  "REST, an address that there is not": [404, () => ["/api/nothing"]],
  "REST, another method": [405, () => ["/api/files", { method: "DELETE" }]],
  "REST, a query that is none": [400, () => ["/api/files?limit=x", { headers: bearer() }]],
  "REST, too often": [429, tooOften],
  "REST, a dependency that is gone": [
    503,
    () => without("files", [`/api/files/${owned.file.fileId}`, { headers: bearer() }]),
  ],
  "a path that cannot be read": [400, () => ["/api/%E0%A4%A"]],
  "a method of no page": [405, () => ["/", { method: "PROPFIND" }]],
  "a form without a file": [
    400,
    () => ["/api/files/upload", { method: "POST", headers: bearer(), body: formOf("other", "x") }],
  ],
  "a form that is none": [
    415,
    () => [
      "/api/files/upload",
      { method: "POST", headers: { ...bearer(), "content-type": "text/plain" }, body: "x" },
    ],
  ],
  "a form that is too large": [
    413,
    () => [
      "/api/files/upload",
      { method: "POST", headers: bearer(), body: formOf("file", "x".repeat(300_000)) },
    ],
  ],
  "a form from nobody": [401, () => ["/api/files/upload", { method: "POST", body: formOf("file", "x") }]],
  "bytes of a revoked link": [
    410,
    () => [`/s/${owned.links.revoked.linkId}/file?v=${owned.links.revoked.visit}`],
  ],
  "bytes of an expired link": [
    410,
    () => [`/s/${owned.links.expired.linkId}/file?v=${owned.links.expired.visit}`],
  ],
  "bytes without a visit": [401, () => [`/s/${owned.links.link.linkId}/file`]],
  "bytes of no link": [404, () => ["/s/AAAAAAAAAAAAAAAAAAAAAA/file"]],
  "the way in, by another method": [405, () => [`/s/${owned.links.link.linkId}/enter`, { method: "POST" }]],
  "the form of a locked link, too large": [
    413,
    () => [`/s/${owned.links.locked.linkId}/unlock`, signInForm({ password: "x".repeat(70_000) })],
  ],
  "the page to try the API out, by another method": [405, () => ["/api/docs", { method: "POST" }]],
  "signing in, an address that there is not": [404, () => ["/api/auth/callback/elsewhere"]],
  "signing in, another method": [405, () => ["/api/auth/session", { method: "POST" }]],
  "signing in, another media type": [415, () => ["/api/auth/callback/credentials", json({})]],
  "not ready": [503, () => without("blobs", ["/api/health/ready"])],
};

/** Wherever it stands: at the top of a body, or with each of the errors of a batch. */
const requestIdsIn = (body: unknown): unknown[] => {
  if (Array.isArray(body)) return body.filter((one) => "error" in one).flatMap(requestIdsIn);
  const told: { requestId?: unknown; error?: { data?: { requestId?: unknown } } } = Object(body);
  return [told.error?.data === undefined ? told.requestId : told.error.data.requestId];
};

test.each(Object.entries(kinds))(
  "an error names its request in body and header, and so does its line: %s",
  async (_, [status, ask]) => {
    const [path, init] = await ask();
    const answer = await fetch(`${origin}${path}`, init);
    const text = await answer.text();
    const requestId = answer.headers.get("x-request-id");
    expect(answer.status, text).toBe(status);
    expect(requestId).toMatch(/^[\da-f-]{36}$/);
    expect(answer.headers.has("www-authenticate")).toBe(status === 401);
    const told = requestIdsIn(JSON.parse(text));
    expect(told.length, text).toBeGreaterThan(0);
    expect(new Set(told), text).toEqual(new Set([requestId]));
    await expect
      .poll(() => lines.filter((line) => line["msg"] === "request" && line["requestId"] === requestId))
      .toMatchObject([{ status }]);
  },
);
