import { createRateLimits } from "@cloudpix/api";
import { openWorld, upload, type World } from "@cloudpix/api/testing";
import { unavailable } from "@cloudpix/domain";
import { createLog } from "@cloudpix/telemetry";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import { handleEnter } from "./enter-handler.ts";
import { sharedAsset } from "./shared-asset.ts";
import { handleUnlock } from "./unlock-handler.ts";

const origin = "https://pix.example.com";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
let linkId: string;
let page: string;
beforeEach(async () => {
  world = await openWorld();
  runWorld(world);
  ada = await world.person();
  ({ fileId } = await upload(world, ada));
  ({ linkId } = await ada.shares.create({ fileId, password: "open sesame" }));
  page = `${origin}/s/${linkId}`;
});
afterEach(() => world.close());

const accessCount = async () => (await world.services.db.shareLinks.get(linkId))?.accessCount;

const post = (body: string, headers: Record<string, string> = {}, given = linkId, query = "") =>
  handleUnlock(
    new Request(`${origin}/s/${given}/unlock${query}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    }),
    given,
  );
const submit = (password: string) => post(new URLSearchParams({ password }).toString());
const locationOf = (answer: Response) => {
  expect(answer.status).toBe(303);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return answer.headers.get("location");
};
const asset = (name: string, visit?: string) =>
  sharedAsset(
    new Request(`${page}/${name}${visit === undefined ? "" : `?v=${visit}`}`, {
      headers: visit === undefined ? {} : { cookie: `__Secure-cloudpix.visit=${visit}` },
    }),
    world.services,
    { linkId, asset: name },
  );
const unlocked = async () =>
  new URL(locationOf(await submit("open sesame")) ?? "").searchParams.get("v") ?? "";

test("the right password leads back to the page with a visit, in the address and in a cookie of this link only", async () => {
  const answer = await submit("open sesame");
  const visit = new URL(locationOf(answer) ?? "").searchParams.get("v") ?? "";
  expect(locationOf(answer)).toBe(`${page}?v=${visit}`);
  const cookie = answer.headers.get("set-cookie");
  expect(cookie).toContain(`__Secure-cloudpix.visit=${visit}; Path=/s/${linkId};`);
  expect(cookie).toMatch(/HttpOnly.*SameSite=Lax.*Secure/);
  expect((await asset("file", visit)).status).toBe(200);
  expect(await accessCount()).toBe(1);
});

test("a wrong password, none, and one longer than any lead back with the reason; nothing is counted, no cookie set", async () => {
  for (const body of ["password=wrong", "", "other=1", `password=${"x".repeat(2_000)}`]) {
    const answer = await post(body);
    expect(locationOf(answer)).toBe(`${page}?refusal=share.password_wrong`);
    expect(answer.headers.has("set-cookie")).toBe(false);
  }
  expect(await accessCount()).toBe(0);
});

test("nothing of a locked link is served before it is unlocked, and nothing after its password changed", async () => {
  const names = ["thumb", "medium", "preview", "file"];
  for (const name of names) await expect(asset(name)).rejects.toMatchObject({ code: "share.visit_required" });
  await expect(asset("og.jpg")).rejects.toMatchObject({ code: "route.not_found" });
  const visit = await unlocked();
  await ada.shares.update({ linkId, password: "another one" });
  for (const name of names)
    await expect(asset(name, visit)).rejects.toMatchObject({ code: "share.visit_required" });
});

test("the entrance counts nothing on a locked link and leads to the page that asks, never to itself", async () => {
  const go = (query = "") => handleEnter(new Request(`${page}/enter${query}`), linkId);
  expect(locationOf(await go())).toBe(page);
  expect(locationOf(await go("?human=1"))).toBe(`${page}?human=1`);
  expect(await accessCount()).toBe(0);
});

test("somebody whose browser is called like a bot stays a person through a wrong password", async () => {
  const answer = await post("password=wrong", { "user-agent": "Chatbot/1.0" }, linkId, "?human=1");
  expect(locationOf(answer)).toBe(`${page}?refusal=share.password_wrong&human=1`);
});

test("too many guesses are said on the page", async () => {
  const { db, now } = world.services;
  world.services.rateLimits = createRateLimits(db.throttles, now);
  for (let guess = 0; guess < 10; guess += 1) await submit("wrong");
  expect(locationOf(await submit("open sesame"))).toBe(`${page}?refusal=rate.limited`);
});

const enter = (headers: Record<string, string>) =>
  handleEnter(new Request(`${page}/enter?human=1`, { headers }), linkId);
const unlock = (headers: Record<string, string>) => post("password=x", headers, linkId, "?human=1");

test.each([
  ["the entrance", enter, unavailable(new Error("no answer")), 503, "5"],
  ["the entrance", enter, new Error("no answer"), 500, null],
  ["the form", unlock, unavailable(new Error("no answer")), 503, "5"],
  ["the form", unlock, new Error("no answer"), 500, null],
])(
  "a failure of ours is told by %s itself: its true status, the reference under which the log has the cause, another try",
  async (_, ask, failure, status, retryAfter) => {
    const lines: Record<string, unknown>[] = [];
    const write = (line: string) => void lines.push(JSON.parse(line));
    world.services.log = createLog({ process: "test", level: "info" }, { write });
    const { db } = world.services;
    const fail = () => Promise.reject(failure);
    world.services.db = { ...db, shareLinks: { ...db.shareLinks, get: fail, countAccess: fail } };
    const answer = await ask({ "x-request-id": "request-1" });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([status, retryAfter]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-security-policy")).not.toContain("script-src");
    const body = await answer.text();
    const [, reference] = /Reference: <code>(.*)<\/code>/.exec(body) ?? [];
    expect(lines).toMatchObject([{ level: "error", requestId: reference, err: { message: "no answer" } }]);
    // Not back to itself, and not to the page of its own accord: that is where it would be tried again for ever.
    expect(answer.headers.has("location")).toBe(false);
    expect(body).toContain(`<a href="${page}?human=1">Try again</a>`);
    expect(body).not.toContain("http-equiv");
  },
);

test("what visitors cause is no failure: it leaves no line in the log", async () => {
  const lines: string[] = [];
  world.services.log = createLog({ process: "test", level: "info" }, { write: (line) => lines.push(line) });
  await submit("wrong");
  expect(lines).toEqual([]);
});

test("a dead link and a text that is no link lead to the page, which says why", async () => {
  await ada.shares.revoke({ linkId });
  expect(locationOf(await submit("open sesame"))).toBe(page);
  const answer = await post("password=x", {}, "no link//evil.example");
  expect(locationOf(answer)).toBe(`${origin}/s/no%20link%2F%2Fevil.example?refusal=share.password_wrong`);
});

test("only a form of this site is read, and not without end", async () => {
  const form = "password=open+sesame";
  for (const [answer, status, code] of [
    [
      await post('{"password":"open sesame"}', { "content-type": "application/json" }),
      415,
      "input.media_type",
    ],
    [await post(`password=${"x".repeat(70_000)}`), 413, "input.too_large"],
    [await post(form, { "sec-fetch-site": "cross-site" }), 403, "auth.origin_refused"],
  ] as const) {
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  }
  expect(await accessCount()).toBe(0);
  // A page that sends no referrer sends no origin either.
  const own = await post(form, { "sec-fetch-site": "same-origin", origin: "null" });
  expect(locationOf(own)).toContain("?v=");
});
