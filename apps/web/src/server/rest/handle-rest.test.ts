import { gzipSync } from "node:zlib";
import { upload } from "@cloudpix/api/testing";
import { unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRestWorld, type RestWorld } from "./testing/rest-world.ts";

let rest: RestWorld;
beforeEach(async () => {
  rest = await openRestWorld();
});
afterEach(() => rest.close());

test("words come before parameters: /share/user is no link, /files/upload no file", async () => {
  expect((await rest.ask("GET /share/user")).json).toEqual({ shareLinks: [], nextCursor: null });
  expect((await rest.ask("GET /files/upload")).status).toBe(405);
});

test("an address that nobody knows is 404, and no spelling of one is worse", async () => {
  for (const path of [
    "/nothing",
    "/files/a/b/c",
    "/files//",
    "//files",
    "/%E0%A4%A",
    "/share/%",
    "/__proto__",
  ]) {
    const answer = await rest.ask(`GET ${path}`);
    expect([path, answer.status, answer.json.code]).toEqual([path, 404, "route.not_found"]);
  }
});

test("a method that an address does not know is 405 and names those it knows", async () => {
  for (const [line, allow] of [
    ["PATCH /files", "GET, HEAD, OPTIONS"],
    ["POST /files/00000000-0000-7000-8000-000000000000", "GET, HEAD, PUT, DELETE, OPTIONS"],
    ["GET /files/upload", "POST, OPTIONS"],
    ["DELETE /share/user", "GET, HEAD, OPTIONS"],
    ["HEAD /auth/login", "POST, OPTIONS"],
    ["PUT ", "GET, HEAD, OPTIONS"],
  ] as const) {
    const answer = await rest.ask(line);
    expect([line, answer.status, answer.headers.get("allow")]).toEqual([line, 405, allow]);
  }
  const options = await rest.ask("OPTIONS /files");
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
});

test("a refusal is problem+json whose `error` is a sentence, and no answer is ever stored", async () => {
  const answer = await rest.ask("POST /auth/login", { token: null, body: { email: "x" } });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.json).toMatchObject({ code: "input.invalid", requestId: "request-1", status: 400 });
  expect(answer.json.error).toBe(answer.json.detail);
  expect(answer.json.issues.map(({ path }: { path: string }) => path)).toEqual(["email", "password"]);
  expect((await rest.ask("GET /auth/profile")).headers.get("cache-control")).toBe("no-store");
});

test("without a token 401, with somebody else's the file is not there", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  const { token } = await rest.person("Ben");
  const bodies = { PUT: { fileName: "mine.jpg" }, POST: {} };
  for (const [method, path] of [
    ["GET", ""],
    ["PUT", ""],
    ["DELETE", ""],
    ["DELETE", "?permanent=true"],
    ["POST", "/share"],
    ["GET", "/share-links"],
  ] as const) {
    const line = `${method} /files/${fileId}${path}`;
    const body = method === "PUT" || method === "POST" ? { body: bodies[method] } : {};
    expect([line, (await rest.ask(line, { token: null, ...body })).status]).toEqual([line, 401]);
    expect([line, (await rest.ask(line, { token, ...body })).status]).toEqual([line, 404]);
  }
  expect((await rest.ask(`GET /files/${fileId}`)).json.fileName).toBe("beach.jpg");
});

test("the scheme word of the token may be written in any case", async () => {
  const headers = { authorization: `bEARER ${rest.ada.token}` };
  expect((await rest.ask("GET /auth/profile", { token: null, headers })).json.userId).toBe(
    rest.ada.user.userId,
  );
});

test("a body is JSON and says so, small, and whole", async () => {
  const login = '{"email":"a@example.com","password":"x"}';
  const type = (value: string) => ({ "content-type": value });
  const packed = (encoding: string) => ({ ...type("application/json"), "content-encoding": encoding });
  for (const [raw, headers, status] of [
    [login, type("text/plain"), 415],
    [login, type("application/x-www-form-urlencoded"), 415],
    [login, type("application/json; charset=utf-8"), 401],
    [new Uint8Array(gzipSync(login)), packed("gzip"), 415],
    [new Uint8Array(gzipSync(login)), packed("identity, GZIP"), 415],
    [login, packed("identity"), 401],
    ["{", type("application/json"), 400],
    ["[".repeat(60_000), type("application/json"), 400],
    [login.replace("}", ',"__proto__":{"a":1}}'), type("application/json"), 400],
    [login.replace("}", ',"constructor":{"prototype":{}}}'), type("application/json"), 400],
    [new Uint8Array([0x7b, 0xff, 0x7d]), type("application/json"), 400],
    [`{"email":"${"x".repeat(70_000)}"}`, type("application/json"), 413],
  ] as const) {
    expect((await rest.ask("POST /auth/login", { token: null, raw, headers })).status).toBe(status);
  }
});

test("whoever packs a body is told that, and not that it cannot be read", async () => {
  const raw = new Uint8Array(gzipSync("{}"));
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  const answer = await rest.ask("POST /auth/login", { token: null, raw, headers });
  expect(answer.json).toMatchObject({
    code: "input.media_type",
    error: expect.stringContaining("content-encoding"),
  });
});

test("HEAD of anything else answers like GET without a body", async () => {
  const answer = await rest.ask("HEAD /files");
  expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([
    200,
    "",
    "application/json",
  ]);
  expect((await rest.ask("HEAD /files", { token: null })).status).toBe(401);
});

test("readiness names what does not answer, with 503 and when to come back", async () => {
  expect((await rest.ask("GET /health/ready", { token: null })).status).toBe(200);
  const ping = () => Promise.reject(unavailable(new Error("down")));
  rest.services.queue = { ...rest.services.queue, ping };
  const answer = await rest.ask("GET /health/ready", { token: null });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(answer.json.dependencies).toMatchObject({ database: { ok: true }, queue: { ok: false } });
  expect((await rest.ask("GET /health", { token: null })).json.service).toBe("CloudPix API");
});

test("the index names every operation and where they are explained", async () => {
  const { json } = await rest.ask("GET ", { token: null });
  expect(json.openapi).toBe("https://pix.example.com/api/openapi.json");
  expect(json.endpoints).toContainEqual(
    expect.objectContaining({ method: "POST", path: "/api/files/upload" }),
  );
});

test("a failure nobody foresaw is 500 in a fixed sentence", async () => {
  const list = () => Promise.reject(new Error("secret /var/data at 10.0.0.1"));
  rest.services.db = { ...rest.services.db, files: { ...rest.services.db.files, list } };
  const answer = await rest.ask("GET /files");
  expect(answer.status).toBe(500);
  expect(answer.text).not.toMatch(/secret|10\.0\.0\.1/);
});

test("a stranger is told to sign in before anything they sent is read", async () => {
  const read: string[] = [];
  const raw = new ReadableStream(
    {
      pull: (controller) => {
        read.push("more");
        controller.enqueue(new Uint8Array(1_000));
      },
    },
    { highWaterMark: 0 },
  );
  for (const [line, init] of [
    ["POST /files/upload", { raw }],
    ["PUT /files/x", { raw: "{" }],
    ["GET /files?limit=none", {}],
  ] as const) {
    const answer = await rest.ask(line, { token: null, ...init });
    expect([line, answer.status, answer.json.code]).toEqual([line, 401, "auth.required"]);
  }
  expect(read).toEqual([]);
});
