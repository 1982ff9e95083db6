import { createRateLimits } from "@cloudpix/api";
import { openWorld, type World } from "@cloudpix/api/testing";
import { NextRequest } from "next/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import { pinAuthOrigin } from "../env.ts";
import { handleAuth } from "./auth-handler.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  pinAuthOrigin(runWorld(world).env.PUBLIC_ORIGIN);
});
afterEach(() => world.close());

const form = "application/x-www-form-urlencoded";
type Asked = { body?: BodyInit | undefined; query?: string; headers?: Record<string, string> };
const ask = (method: string, path: string, { body, query = "", headers = {} }: Asked = {}) => {
  const request = new NextRequest(`http://localhost:3000/api/auth/${path}${query}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": form }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return handleAuth(request, { params: Promise.resolve({ nextauth: path.split("/") }) });
};

test.each([
  ["POST", "_log", 404],
  ["GET", "_log", 404],
  ["GET", "verify-request", 404],
  ["GET", "callback/google", 404],
  ["GET", "toString", 404],
  ["POST", "error", 404],
  ["POST", "signin/credentials", 404],
  ["POST", "session", 405],
  ["POST", "csrf", 405],
  ["GET", "signout", 405],
  ["GET", "callback/credentials", 405],
  ["DELETE", "session", 405],
])("%s %s is closed and answers %i", async (method, path, status) => {
  const answer = await ask(method, path, { body: method === "POST" ? "level=error&code=x" : undefined });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.has("allow")).toBe(status === 405);
});

test("where next-auth sends a browser that it got no answer for, there is the sign-in page", async () => {
  for (const path of ["error", "signin"]) {
    const answer = await ask("GET", path, { query: "?error=x&callbackUrl=https://evil.example.com" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("http://localhost:3000/sign-in");
  }
});

test("a body larger than a form of ours is refused without being read whole", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384).fill(97));
    },
  });
  const request = new NextRequest("http://localhost:3000/api/auth/callback/credentials", {
    method: "POST",
    headers: { "content-type": form },
    body: endless,
    duplex: "half",
  });
  const params = Promise.resolve({ nextauth: ["callback", "credentials"] });
  expect((await handleAuth(request, { params })).status).toBe(413);
  expect(sent).toBeLessThan(1_000_000);
});

test("a body that is no form, or no text, is the caller's mistake", async () => {
  const json = { body: "{", headers: { "content-type": "application/json" } };
  expect((await ask("POST", "callback/credentials", json)).status).toBe(415);
  expect((await ask("POST", "signout", { body: new Uint8Array([0xff, 0xfe]) })).status).toBe(400);
});

const noAddresses = ["foo", "http://[", "javascript:alert(1)", "//", "\0", "https://evil.example.com/"];
const doors: [string, string, string?][] = [
  ["GET", "csrf"],
  ["GET", "providers"],
  ["GET", "session"],
  ["POST", "signout", "json=true"],
  ["POST", "callback/credentials", "json=true&email=x&password=y"],
];

test.each(doors)(
  "%s %s answers as ever, whatever stands for the address to go to next in its query, a cookie or its form",
  async (method, path, body) => {
    const warnings: unknown[] = [];
    world.services.log.warn = (...given: unknown[]) => void warnings.push(given);
    const { status } = await ask(method, path, { body });
    expect(status).toBeLessThan(400);
    for (const word of noAddresses) {
      const escaped = encodeURIComponent(word);
      const asked = [
        { body, query: `?callbackUrl=${escaped}` },
        { body, headers: { cookie: `cloudpix.3000.callback=${escaped}` } },
        { body, headers: { cookie: `next-auth.callback-url=${escaped}` } },
        { body: body && `${body}&callbackUrl=${escaped}` },
      ];
      for (const given of asked) {
        const answer = await ask(method, path, given);
        expect(answer.status).toBe(status);
        expect(answer.headers.get("set-cookie") ?? "").not.toMatch(/callback/);
        expect(await answer.text()).not.toContain("evil");
      }
    }
    expect(warnings).toEqual([]);
  },
);

/** What a browser has and shows after it has fetched its token against forged forms. */
const withCsrf = async () => {
  const answer = await ask("GET", "csrf");
  const { csrfToken }: { csrfToken: string } = await answer.json();
  return { csrfToken, cookie: answer.headers.get("set-cookie")?.split(";", 1)[0] ?? "" };
};

const signIn = async (password = "correct horse", headers = {}) => {
  const { csrfToken, cookie } = await withCsrf();
  const { email } = (await world.services.db.users.list({ limit: 1 }))[0] ?? { email: "" };
  const body = new URLSearchParams({ email, password, csrfToken, json: "true" }).toString();
  return ask("POST", "callback/credentials", { body, headers: { cookie, ...headers } });
};

test("signing in sets the session's cookie, looking at it renews it, and signing out takes it away", async () => {
  await world.person();
  const sessionOf = (answer: Response) =>
    answer.headers.getSetCookie().find((cookie) => cookie.startsWith("cloudpix.3000.session="));
  const answer = await signIn();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ url: "http://localhost:3000" });
  const cookie = sessionOf(answer)?.split(";", 1)[0] ?? "";
  const looked = await ask("GET", "session", { headers: { cookie } });
  expect(Object.keys(await looked.json())).toEqual(["expires"]);
  expect(sessionOf(looked)).toMatch(/HttpOnly; SameSite=Lax$/i);
  const { csrfToken, cookie: csrf } = await withCsrf();
  const body = `json=true&csrfToken=${csrfToken}`;
  const left = await ask("POST", "signout", { body, headers: { cookie: `${cookie}; ${csrf}` } });
  expect(sessionOf(left)).toMatch(/^cloudpix\.3000\.session=; Max-Age=0;/);
});

test("without its own token against forged forms nobody is signed in or out", async () => {
  await world.person();
  const { cookie } = await withCsrf();
  for (const path of ["callback/credentials", "signout"]) {
    const body = "json=true&email=person-1@example.com&password=correct horse&csrfToken=guessed";
    const answer = await ask("POST", path, { body, headers: { cookie } });
    expect(answer.headers.has("set-cookie")).toBe(false);
  }
});

test.each([
  ["a page of another site", 403, { "sec-fetch-site": "cross-site" }],
  ["a page of a neighbouring site", 403, { "sec-fetch-site": "same-site" }],
  ["a page of another site in an older browser", 403, { origin: "https://evil.example.com" }],
  ["a page of this site", 200, { "sec-fetch-site": "same-origin", origin: "null" }],
  ["a page of this site in an older browser", 200, { origin: "http://localhost:3000" }],
  ["no page at all", 200, {}],
])("signing in and out from %s answers %i", async (_, status, headers) => {
  await world.person();
  const signedIn = await signIn("correct horse", headers);
  expect(signedIn.status).toBe(status);
  expect(signedIn.headers.has("set-cookie")).toBe(status === 200);
  const { csrfToken, cookie } = await withCsrf();
  const body = `json=true&csrfToken=${csrfToken}`;
  const left = await ask("POST", "signout", { body, headers: { cookie, ...headers } });
  expect(left.status).toBe(status);
  if (status === 403) expect(await left.json()).toMatchObject({ code: "auth.origin_refused" });
});

test("looking at a session is nobody's to refuse", async () => {
  const headers = { "sec-fetch-site": "cross-site" };
  for (const path of ["csrf", "providers", "session"])
    expect((await ask("GET", path, { headers })).status).toBe(200);
});

test("how often one may still try is told on success, on a refusal and on 429", async () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  await world.person();
  const told = async (password: string) => {
    const { status, headers } = await signIn(password);
    return [status, headers.get("ratelimit-limit"), headers.get("ratelimit-remaining")];
  };
  expect(await told("correct horse")).toEqual([200, "10", "9"]);
  for (let left = 8; left >= 0; left -= 1)
    expect(await told("wrong horse")).toEqual([401, "10", String(left)]);
  expect(await told("correct horse")).toEqual([429, "10", "0"]);
  expect((await ask("GET", "csrf")).headers.has("ratelimit-limit")).toBe(false);
});
