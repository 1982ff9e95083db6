import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { openWorld, type World } from "@cloudpix/api/testing";
import { DAY_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import type { Running } from "./running.ts";
import { sessionOptions } from "./session.ts";
import { type BrowserSession, cookieName, readSessionCookie, sessionCookie } from "./session-cookie.ts";
import { sessionUser } from "./session-user.ts";

const env = testEnv({ PORT: "4812" });

let world: World;
let running: Running;
let session: BrowserSession;
beforeEach(async () => {
  world = await openWorld();
  running = runWorld(world, env);
  const { user } = await world.person("Ada");
  const nowMs = world.services.now().getTime();
  session = { userId: user.userId, tokenVersion: 0, sinceMs: nowMs, renewedMs: nowMs };
  const record = await world.services.db.users.get(user.userId);
  session.tokenVersion = record?.tokenVersion ?? -1;
});
afterEach(() => world.close());

/** One request that looks at its user `times` times, as the calls of a batch do; gives the cookies it sets. */
const use = async (given: BrowserSession, times = 1) => {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  await running.response.run(answer, () =>
    Promise.all(Array.from({ length: times }, () => sessionUser(given))),
  );
  return [answer.getHeader("set-cookie") ?? []].flat().map(String);
};

const kept = (cookie: string | undefined) => readSessionCookie(cookie?.split(";", 1)[0] ?? null);

test("a session in use gets a fresh cookie once a day, one for a whole batch", async () => {
  world.pass(DAY_MS - 1);
  expect(await use(session)).toEqual([]);
  world.pass(1);
  const cookies = await use(session, 5);
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^cloudpix\.4812\.session=.*Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/);
  expect(await kept(cookies[0])).toMatchObject({
    userId: session.userId,
    sinceMs: session.sinceMs,
    renewedMs: session.sinceMs + DAY_MS,
  });
});

test("however much it is used, a session ends 30 days after signing in", async () => {
  const cookie = await sessionCookie({ ...session, renewedMs: session.sinceMs + 29 * DAY_MS });
  world.pass(30 * DAY_MS - 1);
  expect(await kept(cookie)).not.toBeNull();
  world.pass(1);
  expect(await kept(cookie)).toBeNull();
});

test("an ended session is renewed by nothing", async () => {
  await world.services.db.users.endSessions(session.userId, 0);
  world.pass(2 * DAY_MS);
  await expect(use(session)).rejects.toThrow("This token is not valid.");
});

const rolled = async (token: object, failures: string[] = []) => {
  const options = sessionOptions(running, ({ code }) => void failures.push(code));
  // As next-auth calls it for a session that is only looked at: without a user.
  return Reflect.apply(options.callbacks?.jwt ?? (() => null), undefined, [{ token }]);
};

test("what next-auth renews by itself keeps its beginning, and asks for the user too", async () => {
  world.pass(DAY_MS);
  expect(await rolled({ ...session, iat: 1 })).toEqual({
    ...session,
    renewedMs: session.sinceMs + DAY_MS,
  });
  const failures: string[] = [];
  await expect(rolled({ ...session, tokenVersion: 7 }, failures)).rejects.toThrow();
  expect(failures).toEqual(["auth.token_invalid"]);
  world.pass(29 * DAY_MS);
  await expect(rolled(session)).rejects.toThrow();
  await expect(rolled({ userId: session.userId, tokenVersion: 0 })).rejects.toThrow();
});

test("a token lives no longer than its cookie", () => {
  const options = sessionOptions(running, () => {});
  expect([options.session?.maxAge, options.jwt?.maxAge]).toEqual([604_800, 604_800]);
});

test("two stacks of one machine have cookies of their own; https has the strictest name", () => {
  expect(cookieName("http://localhost:3000", "session")).toBe("cloudpix.3000.session");
  expect(cookieName("http://localhost:30", "session")).toBe("cloudpix.30.session");
  expect(cookieName("http://localhost", "session")).toBe("cloudpix.80.session");
  expect(cookieName("https://pix.example.com", "session")).toBe("__Host-cloudpix.session");
});
