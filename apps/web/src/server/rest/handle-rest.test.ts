import { jpegBytes, openWorld, upload, type World } from "@cloudpix/api/testing";
import { unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEnv } from "../../env.ts";
import { setRunning } from "../running.ts";
import { handleRest } from "./handle-rest.ts";

const env = readEnv({
  AUTH_SECRET: "one secret of at least thirty-two characters",
  TOKEN_SECRET: "another secret of at least thirty-two characters",
  CURSOR_SECRET: "a third secret of at least thirty-two characters",
  AZURE_STORAGE_CONNECTION_STRING: "AccountName=local;AccountKey=a2V5;",
});

type Person = Awaited<ReturnType<World["person"]>>;
let world: World;
let ada: Person;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  setRunning({ services: world.services, env, storageOrigin: "https://memory.invalid" });
});
afterEach(() => world.close());

type Init = { token?: string | null; body?: unknown; raw?: BodyInit; headers?: Record<string, string> };
const ask = async (line: string, { token = ada.token, body, raw, headers = {} }: Init = {}) => {
  const [method = "GET", path = ""] = line.split(" ");
  const answer = await handleRest(
    new Request(`http://localhost:3000/api${path}`, {
      method,
      headers: {
        "x-request-id": "request-1",
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(raw === undefined ? {} : { body: raw }),
    }),
  );
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: text === "" ? null : JSON.parse(text),
  };
};

const linkTo = async (fileId: string, more: object = {}) =>
  (await ada.shares.create({ fileId, ...more })).linkId;

test("words come before parameters: /share/user is no link, /files/upload no file", async () => {
  expect((await ask("GET /share/user")).json).toEqual({ shareLinks: [], nextCursor: null });
  expect((await ask("GET /files/upload")).status).toBe(405);
});

test("an address that nobody knows is 404, and no spelling of one is worse", async () => {
  for (const path of [
    "/nothing",
    "/files/a/b/c",
    "/files/",
    "//files",
    "/%E0%A4%A",
    "/share/%",
    "/__proto__",
  ]) {
    const answer = await ask(`GET ${path}`);
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
    const answer = await ask(line);
    expect([line, answer.status, answer.headers.get("allow")]).toEqual([line, 405, allow]);
  }
  const options = await ask("OPTIONS /files");
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
});

test("a refusal is problem+json whose `error` is a sentence, and no answer is ever stored", async () => {
  const answer = await ask("POST /auth/login", { token: null, body: { email: "x" } });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.json).toMatchObject({ code: "input.invalid", requestId: "request-1", status: 400 });
  expect(answer.json.error).toBe(answer.json.detail);
  expect(answer.json.issues.map(({ path }: { path: string }) => path)).toEqual(["email", "password"]);
  expect((await ask("GET /auth/profile")).headers.get("cache-control")).toBe("no-store");
});

test("without a token 401, with somebody else's the file is not there", async () => {
  const { fileId } = await upload(world, ada);
  const { token } = await world.person("Ben");
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
    expect([line, (await ask(line, { token: null, ...body })).status]).toEqual([line, 401]);
    expect([line, (await ask(line, { token, ...body })).status]).toEqual([line, 404]);
  }
  expect((await ask(`GET /files/${fileId}`)).json.fileName).toBe("beach.jpg");
});

test("the scheme word of the token may be written in any case", async () => {
  const headers = { authorization: `bEARER ${ada.token}` };
  expect((await ask("GET /auth/profile", { token: null, headers })).json.userId).toBe(ada.user.userId);
});

test("a link is made with `{}`, with nothing at all, and with null days, which is the default and never the past", async () => {
  const { fileId } = await upload(world, ada);
  const inThirtyDays = "2026-03-31T12:00:00.000Z";
  for (const init of [{ body: {} }, {}, { body: { expirationDays: null } }, { raw: "" }]) {
    const answer = await ask(`POST /files/${fileId}/share`, init);
    expect([answer.status, answer.json.expiryDate]).toEqual([201, inThirtyDays]);
  }
  const never = await ask(`POST /files/${fileId}/share`, { body: { expiresAt: null } });
  expect(never.json.expiryDate).toBeNull();
  expect(never.json.shareUrl).toBe(`https://pix.example.com/s/${never.json.linkId}`);
});

test.each([
  [{ expirationDays: 0 }],
  [{ expirationDays: "7" }],
  [{ expirationDays: 7, expiresAt: null }],
  [{ fileId: "00000000-0000-7000-8000-000000000000" }],
  [{ unknown: 1 }],
  [[]],
  [null],
])("a link is not made of %j", async (body) => {
  const { fileId } = await upload(world, ada);
  expect((await ask(`POST /files/${fileId}/share`, { body })).status).toBe(400);
  expect((await ask(`GET /files/${fileId}/share-links`)).json.shareLinks).toEqual([]);
});

test("a body is JSON and says so, small, and whole", async () => {
  const login = '{"email":"a@example.com","password":"x"}';
  const type = (value: string) => ({ "content-type": value });
  for (const [raw, headers, status] of [
    [login, type("text/plain"), 415],
    [login, type("application/x-www-form-urlencoded"), 415],
    [login, type("application/json; charset=utf-8"), 401],
    ["{", type("application/json"), 400],
    ["[".repeat(60_000), type("application/json"), 400],
    ['{"__proto__":{"a":1}}', type("application/json"), 400],
    [new Uint8Array([0x7b, 0xff, 0x7d]), type("application/json"), 400],
    [`{"email":"${"x".repeat(70_000)}"}`, type("application/json"), 413],
  ] as const) {
    expect((await ask("POST /auth/login", { token: null, raw, headers })).status).toBe(status);
  }
});

test.each([
  "limit=0",
  "limit=101",
  "limit=1e2",
  "limit=",
  "limit=ten",
  "limit=1&limit=2",
  "kind=pictures",
  "sort=random",
  "cursor=",
  "cursor=forged",
  "page=2",
  "__proto__=1",
  "trash=true",
])("GET /files?%s is refused with the field", async (query) => {
  const answer = await ask(`GET /files?${query}`);
  expect([answer.status, answer.json.code]).toEqual([400, "input.invalid"]);
});

test("the list of files is walked by cursor, and without a limit it is the first hundred", async () => {
  for (let count = 0; count < 3; count += 1) await upload(world, ada, { fileName: `${count}.jpg` });
  const first = await ask("GET /files?limit=2&sort=name");
  expect(first.json.files.map(({ fileName }: { fileName: string }) => fileName)).toEqual(["0.jpg", "1.jpg"]);
  const next = await ask(`GET /files?limit=2&sort=name&cursor=${encodeURIComponent(first.json.nextCursor)}`);
  expect(next.json).toMatchObject({ files: [{ fileName: "2.jpg", status: "active" }], nextCursor: null });
  expect((await ask("GET /files")).json.files).toHaveLength(3);
  expect((await ask("GET /files?q=1")).json.files).toHaveLength(1);
  expect((await ask("GET /files?kind=video")).json.files).toEqual([]);
});

test("a deleted file is gone and its links with it; permanently also from the trash", async () => {
  const { fileId } = await upload(world, ada);
  const linkId = await linkTo(fileId);
  expect((await ask(`DELETE /files/${fileId}?permanent=yes`)).status).toBe(400);
  expect((await ask(`DELETE /files/${fileId}`)).json).toEqual({ message: expect.any(String) });
  expect((await ask(`GET /files/${fileId}`)).status).toBe(404);
  expect((await ask(`GET /share/${linkId}`, { token: null })).status).toBe(410);
  expect((await ask(`DELETE /files/${fileId}?permanent=true`)).status).toBe(200);
  expect((await ada.files.list({ trash: true })).files).toEqual([]);
});

test("a file that is still being verified is there", async () => {
  const { fileId } = await upload(world, ada);
  await world.services.db.files.update(
    ada.user.userId,
    fileId,
    { status: "verifying" },
    { status: ["active"] },
  );
  expect((await ask(`GET /files/${fileId}`)).json.status).toBe("active");
});

test("opening a link counts one access; looking at it counts none and tells nothing", async () => {
  const { fileId } = await upload(world, ada);
  const linkId = await linkTo(fileId);
  const open = () => ask(`GET /share/${linkId}`, { token: null });
  const { json, headers } = await open();
  expect(headers.get("cache-control")).toBe("no-store");
  expect(json.shareLink).toMatchObject({ linkId, accessCount: 1 });
  expect(json.file).not.toHaveProperty("userId");
  for (const look of [
    await ask(`HEAD /share/${linkId}`, { token: null }),
    await ask(`GET /share/${linkId}`, { token: null, headers: { "sec-purpose": "prefetch;prerender" } }),
    await ask(`HEAD /share/${"A".repeat(22)}`, { token: null }),
  ])
    expect([look.status, look.text]).toEqual([204, ""]);
  expect((await open()).json.shareLink.accessCount).toBe(2);
});

test("HEAD of anything else answers like GET without a body", async () => {
  const answer = await ask("HEAD /files");
  expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([
    200,
    "",
    "application/json",
  ]);
  expect((await ask("HEAD /files", { token: null })).status).toBe(401);
});

test("a locked link opens with its password only", async () => {
  const { fileId } = await upload(world, ada);
  const linkId = await linkTo(fileId, { password: "open sesame" });
  const unlock = (password: string) =>
    ask(`POST /share/${linkId}/unlock`, { token: null, body: { password } });
  const locked = await ask(`GET /share/${linkId}`, { token: null });
  expect([locked.status, locked.json.code]).toEqual([403, "share.password_required"]);
  expect(await unlock("wrong")).toMatchObject({ status: 403, json: { code: "share.password_wrong" } });
  expect((await unlock("open sesame")).json.shareLink).toMatchObject({ accessCount: 1, hasPassword: true });
});

test("a revoked link is revoked again with the same answer, and is gone for its visitors", async () => {
  const { fileId } = await upload(world, ada);
  const linkId = await linkTo(fileId);
  const revoke = () => ask(`POST /share/${linkId}/revoke`, { body: {} });
  expect((await revoke()).json).toEqual((await revoke()).json);
  expect(await ask(`GET /share/${linkId}`, { token: null })).toMatchObject({
    status: 410,
    json: { code: "share.revoked" },
  });
  expect((await ask(`GET /files/${fileId}/share-links`)).json.shareLinks).toEqual([]);
  const mine = await ask("GET /share/user");
  expect(mine.json.shareLinks).toMatchObject([
    { linkId, isRevoked: true, file: { fileId, fileSize: 1_000 } },
  ]);
});

test("somebody else's link cannot be revoked", async () => {
  const { fileId } = await upload(world, ada);
  const linkId = await linkTo(fileId);
  const { token } = await world.person("Ben");
  expect((await ask(`POST /share/${linkId}/revoke`, { token })).status).toBe(404);
  expect((await ask(`GET /share/${linkId}`, { token: null })).status).toBe(200);
});

test("readiness names what does not answer, with 503 and when to come back", async () => {
  expect((await ask("GET /health/ready", { token: null })).status).toBe(200);
  const ping = () => Promise.reject(unavailable(new Error("down")));
  world.services.queue = { ...world.services.queue, ping };
  const answer = await ask("GET /health/ready", { token: null });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(answer.json.dependencies).toMatchObject({ database: { ok: true }, queue: { ok: false } });
  expect((await ask("GET /health", { token: null })).json.service).toBe("CloudPix API");
});

test("the index names every operation and where they are explained", async () => {
  const { json } = await ask("GET ", { token: null });
  expect(json.openapi).toBe("https://pix.example.com/api/openapi.json");
  expect(json.endpoints).toContainEqual(
    expect.objectContaining({ method: "POST", path: "/api/files/upload" }),
  );
});

test("a failure nobody foresaw is 500 in a fixed sentence", async () => {
  const list = () => Promise.reject(new Error("secret /var/data at 10.0.0.1"));
  world.services.db = { ...world.services.db, files: { ...world.services.db.files, list } };
  const answer = await ask("GET /files");
  expect(answer.status).toBe(500);
  expect(answer.text).not.toMatch(/secret|10\.0\.0\.1/);
});

test("a form with one file becomes that file", async () => {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(jpegBytes(5_000))], "café 100%?#.jpg", { type: "image/jpeg" }));
  const answer = await ask("POST /files/upload", { raw: form });
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({ fileName: "café 100%?#.jpg", fileSize: 5_000, status: "active" });
});
