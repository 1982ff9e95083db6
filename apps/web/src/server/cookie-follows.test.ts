import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { openWorld, type World } from "@cloudpix/api/testing";
import { DAY_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import type { Running } from "./running.ts";
import { type BrowserSession, readSessionCookie, sessionCookie } from "./session-cookie.ts";
import { handleTrpc } from "./trpc-handler.ts";

const [password, newPassword] = ["correct horse", "battery staple"];

let world: World;
let running: Running;
let session: BrowserSession;
let token: string;
beforeEach(async () => {
  world = await openWorld();
  running = runWorld(world);
  const ada = await world.person();
  token = ada.token;
  const nowMs = world.services.now().getTime();
  session = { userId: ada.user.userId, tokenVersion: 0, sinceMs: nowMs, renewedMs: nowMs };
});
afterEach(() => world.close());

/** Calls as a browser with this cookie or as a program with this bearer does; gives the status and the cookies set. */
const call = async (procedure: string, headers: Record<string, string>, input?: object) => {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  const asked = new Request(`http://localhost:3000/api/trpc/${procedure}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(input ?? {}),
  });
  const { status } = await running.response.run(answer, () => handleTrpc(asked));
  return { status, cookies: [answer.getHeader("set-cookie") ?? []].flat().map(String) };
};
const cookieOf = async (given: BrowserSession) => ({
  cookie: (await sessionCookie(given)).split(";", 1)[0] ?? "",
});
const kept = (cookie: string | undefined) => readSessionCookie(cookie?.split(";", 1)[0] ?? null);

test.each([
  ["auth.changePassword", { currentPassword: password, newPassword }],
  ["auth.signOutEverywhere", undefined],
])(
  "after %s the browser that asked stays signed in, and every older cookie is over",
  async (procedure, input) => {
    world.pass(2 * DAY_MS);
    const { status, cookies } = await call(procedure, await cookieOf(session), input);
    expect(status).toBe(200);
    const next = await kept(cookies.at(-1));
    // Since when somebody is signed in does not change: the 30 days are not begun anew.
    expect(next).toEqual({
      ...session,
      tokenVersion: 1,
      renewedMs: session.sinceMs + 2 * DAY_MS,
    });
    const again = (given: BrowserSession) =>
      cookieOf(given).then((headers) => call("auth.updateProfile", headers));
    expect((await again(session)).status).toBe(401);
    expect((await again(next ?? session)).status).toBe(200);
  },
);

test("a refused change of the password and one by a program set no cookie", async () => {
  const wrong = { currentPassword: "not hers", newPassword };
  expect(await call("auth.changePassword", await cookieOf(session), wrong)).toEqual({
    status: 401,
    cookies: [],
  });
  const bearer = { authorization: `Bearer ${token}`, ...(await cookieOf(session)) };
  expect(await call("auth.signOutEverywhere", bearer)).toEqual({ status: 200, cookies: [] });
});

test("signing in as a program or as somebody else does not touch the browser's session", async () => {
  const { user } = await world.person("Bob");
  const login = { email: user.email, password };
  expect(await call("auth.login", await cookieOf(session), login)).toEqual({ status: 200, cookies: [] });
});
