import { connect } from "node:net";
import { type Account, newAccount, whatIsLeft } from "./account.ts";
import { postRaw, refusalOf } from "./http.ts";
import { sessionCookieOf, signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

let ada: Account;
// One account for all tests of this file.
test.beforeAll(async ({ stack }) => {
  ada = await newAccount(stack.origin);
});

test.describe("JSON that is none, or too much", () => {
  const login = (rest: string) => `{"email":"ada@example.com","password":"x"${rest}}`;
  const cases: [string, string | Buffer, number, string][] = [
    ["no JSON", "{", 400, "input.invalid"],
    ["an array", "[]", 400, "input.invalid"],
    ["null", "null", 400, "input.invalid"],
    ["nothing", "", 400, "input.invalid"],
    ["100,000 levels", "[".repeat(100_000), 413, "input.too_large"],
    ["60,000 levels", "[".repeat(30_000) + "]".repeat(30_000), 400, "input.invalid"],
    ["a prototype key", login(',"__proto__":{"admin":true}'), 400, "input.invalid"],
    ["a constructor key", login(',"constructor":{"prototype":{}}'), 400, "input.invalid"],
    ["a number beyond all numbers", login(',"limit":1e999'), 400, "input.invalid"],
    [
      "invalid UTF-8",
      Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
      400,
      "input.invalid",
    ],
    [
      "a lone surrogate in the e-mail",
      '{"email":"\\ud800@example.com","password":"x"}',
      400,
      "input.invalid",
    ],
    [
      "a password of 1 MB",
      login("").replace('"x"', JSON.stringify("x".repeat(1_000_000))),
      413,
      "input.too_large",
    ],
  ];
  for (const [name, body, status, code] of cases) {
    test(`${name} answers ${status}`, async ({ request }) => {
      const refusal = await refusalOf(await postRaw(request, "/api/trpc/auth.login", body));
      expect(refusal).toMatchObject({ status, code });
      expect(refusal.sentence).toMatch(/\w/);
      expect(refusal.requestId).toMatch(/^[\w-]{8,}$/);
    });
  }
});

test("a form of another site cannot speak to the API: only JSON is read", async ({ request }) => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    const answer = await postRaw(request, "/api/trpc/auth.login", "{}", { "content-type": type });
    expect(await refusalOf(answer)).toMatchObject({ status: 415, code: "input.media_type" });
  }
});

test("a batch of 1,000 calls and an unknown procedure are refused", async ({ request }) => {
  const names = Array.from({ length: 1_000 }, () => "system.health").join(",");
  const batch = await request.get(`/api/trpc/${names}?batch=1&input=%7B%7D`);
  expect(batch.status()).toBeGreaterThanOrEqual(400);
  expect(batch.status()).toBeLessThan(500);
  expect(await refusalOf(await request.get("/api/trpc/files.steal"))).toMatchObject({
    status: 404,
    code: "route.not_found",
  });
  expect(await refusalOf(await request.get("/api/trpc/auth.login"))).toMatchObject({
    status: 405,
    code: "route.method",
  });
});

test("page sizes and cursors that nobody gave out are refused", async ({ request }) => {
  const headers = { authorization: `Bearer ${ada.token}` };
  for (const input of [
    { limit: -1 },
    { limit: 1e9 },
    { limit: "10" },
    { cursor: "" },
    { cursor: "x".repeat(600) },
    { cursor: "Zm9yZ2Vk" },
  ]) {
    const answer = await request.get(
      `/api/trpc/files.list?input=${encodeURIComponent(JSON.stringify(input))}`,
      { headers },
    );
    expect(await refusalOf(answer)).toMatchObject({ status: 400, code: "input.invalid" });
  }
});

test("tokens that we did not make for this use are refused as such", async ({ request }) => {
  const [header = "", payload = "", signature = ""] = ada.token.split(".");
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  const forged = [
    `${none}.${payload}.`,
    `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
    "x",
    "a.b.c",
    ada.token.slice(1),
  ];
  for (const token of forged) {
    const answer = await request.get("/api/trpc/auth.profile", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await refusalOf(answer)).toMatchObject({ status: 401, code: "auth.token_invalid" });
  }
  const lower = await request.get("/api/trpc/auth.profile", {
    headers: { authorization: `bearer ${ada.token}` },
  });
  expect(lower.status()).toBe(200);
  expect(await refusalOf(await request.get("/api/trpc/auth.profile"))).toMatchObject({
    status: 401,
    code: "auth.required",
  });
});

test("the browser's session is no bearer token, and other sites cannot use it", async ({
  playwright,
  stack,
}) => {
  const browser = await playwright.request.newContext({ baseURL: stack.origin });
  expect((await signIn(browser, ada)).status()).toBe(200);
  const session = await sessionCookieOf(browser);
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect((await browser.get("/api/trpc/auth.profile")).status()).toBe(200);

  const stranger = await playwright.request.newContext({ baseURL: stack.origin });
  const asBearer = await stranger.get("/api/trpc/auth.profile", {
    headers: { authorization: `Bearer ${session?.value}` },
  });
  expect(await refusalOf(asBearer)).toMatchObject({ status: 401, code: "auth.token_invalid" });

  const input = JSON.stringify({ fileName: "a.jpg", fileSize: 10 });
  for (const from of [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example.com" },
    { origin: "null" },
  ]) {
    const answer = await postRaw(browser, "/api/trpc/files.createUpload", input, from);
    expect(await refusalOf(answer)).toMatchObject({ status: 403, code: "auth.origin_refused" });
  }
  expect((await whatIsLeft(ada)).usedBytes).toBe(0);
  await Promise.all([browser.dispose(), stranger.dispose()]);
});

test("after signing in nobody is sent to another site", async ({ playwright, stack }) => {
  for (const callbackUrl of ["https://evil.example.com/", "//evil.example.com", "http://[", "foo"]) {
    const browser = await playwright.request.newContext({ baseURL: stack.origin });
    const answer = await signIn(browser, ada, callbackUrl);
    expect(answer.status()).toBe(200);
    expect(await sessionCookieOf(browser)).toMatchObject({ httpOnly: true });
    const { url }: { url: unknown } = await answer.json();
    expect(new URL(String(url)).origin).toBe(stack.origin);
    await browser.dispose();
  }
});

test("an address to go to next that is none, in a query or a cookie, is passed over", async ({
  request,
  stack,
}) => {
  const { port } = new URL(stack.origin);
  for (const word of ["foo", "http://[", "javascript:alert(1)"].map(encodeURIComponent)) {
    for (const path of ["csrf", "providers", "session"]) {
      const asked = await request.get(`/api/auth/${path}?callbackUrl=${word}`);
      expect(asked.status()).toBe(200);
      const cookie = `cloudpix.${port}.callback=${word}`;
      const shown = await request.get(`/api/auth/${path}`, { headers: { cookie } });
      expect(shown.status()).toBe(200);
    }
  }
});

test("a forged Host or forwarding header changes no address we give out", async ({ request, stack }) => {
  const forged = {
    host: "evil.example.com",
    "x-forwarded-host": "evil.example.com",
    "x-forwarded-proto": "https",
  };
  const answer = await request.get("/s/AAAAAAAAAAAAAAAAAAAAAA/enter", { headers: forged, maxRedirects: 0 });
  expect(answer.headers().location).toBe(`${stack.origin}/s/AAAAAAAAAAAAAAAAAAAAAA`);
  expect(await (await request.get("/api/auth/providers", { headers: forged })).text()).not.toContain("evil");
});

/** Sends the first line exactly as given, which no client library would. */
const firstLine = (stack: { localOrigin: string }, line: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(stack.localOrigin).port), "127.0.0.1", () =>
      socket.write(`${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
    );
    socket.once("data", (data) => resolve(String(data)));
    socket.once("error", reject);
  });

test("a target that is no path of this site, or decodes to no text, gets 400", async ({ stack }) => {
  for (const line of [
    "GET /s/%",
    "GET /s/%E0%A4%A",
    "GET /s/%E0%A4%A/file",
    "GET /api/trpc/%E0%A4%A",
    "OPTIONS *",
    "GET http://evil.example.com/s/AAAAAAAAAAAAAAAAAAAAAA",
    "GET //s/AAAAAAAAAAAAAAAAAAAAAA",
  ]) {
    expect(await firstLine(stack, line)).toMatch(/^HTTP\/1\.1 400/);
  }
});

test("an offer to speak HTTP/2 is passed over, and the request answered", async ({ request }) => {
  const headers = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABk" };
  expect((await request.get("/health", { headers })).status()).toBe(200);
});

test("of next-auth only what the sign-in page needs is open, and its bodies are bounded", async ({
  request,
}) => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  for (const [path, body, status, code] of [
    ["_log", "level=error&code=forged", 404, "route.not_found"],
    ["session", "data=1", 405, "route.method"],
    ["callback/credentials", "x".repeat(100_000), 413, "input.too_large"],
    ["signout", Buffer.from([0xff, 0xfe]), 400, "input.invalid"],
  ] as const) {
    const answer = await postRaw(request, `/api/auth/${path}`, body, form);
    expect(await refusalOf(answer)).toMatchObject({ status, code });
  }
});

test("bytes that are no HTTP get 400 and the next caller an answer", async ({ stack, request }) => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(stack.localOrigin).port), "127.0.0.1", () =>
      socket.write("\0\0rubbish\r\n\r\n"),
    );
    socket.once("data", (data) => resolve(String(data)));
    socket.once("error", reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  expect((await request.get("/health")).status()).toBe(200);
});
