import { appRouter } from "@cloudpix/api";
import { codeOf, openWorld, type World } from "@cloudpix/api/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import { requestContext } from "./request-context.ts";
import { cookieName, sessionCookie } from "./session-cookie.ts";

const env = testEnv();
const sessionName = cookieName(env.PUBLIC_ORIGIN, "session");

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let accessToken: string;
let cookie: string;
beforeEach(async () => {
  world = await openWorld();
  runWorld(world, env);
  ada = await world.person();
  const made = await ada.auth.createAccessToken({ name: "a program", scopes: ["files:read"] });
  accessToken = made.token;
  const nowMs = world.services.now().getTime();
  const session = { userId: ada.user.userId, tokenVersion: 0, sinceMs: nowMs, renewedMs: nowMs };
  cookie = (await sessionCookie(session)).split(";", 1)[0]?.slice(sessionName.length + 1) ?? "";
});
afterEach(() => world.close());

const authenticate = (headers: Record<string, string>, method = "GET") =>
  requestContext({ method, headers: new Headers(headers) }).authenticate();
const asBearer = (text: string) => authenticate({ authorization: `Bearer ${text}` });
const asCookie = (text: string) => authenticate({ cookie: `${sessionName}=${text}` });

test("a session token, an access token and a browser's cookie each speak for their user", async () => {
  expect(await asBearer(ada.token)).toMatchObject({ user: { userId: ada.user.userId }, scopes: "all" });
  expect(await asCookie(cookie)).toMatchObject({ user: { userId: ada.user.userId }, scopes: "all" });
  const program = await asBearer(accessToken);
  expect(program.user.userId).toBe(ada.user.userId);
  expect(program.scopes).toEqual(new Set(["files:read"]));
});

test.each(["Bearer", "bearer", "BEARER"])("the word %s may be written in any case", async (word) => {
  await expect(authenticate({ authorization: `${word} ${accessToken}` })).resolves.toBeDefined();
});

test("a browser's cookie is no bearer", async () => {
  expect(await codeOf(asBearer(cookie))).toBe("auth.token_invalid");
});

test("neither a session token nor an access token is a cookie", async () => {
  expect(await codeOf(asCookie(ada.token))).toBe("auth.required");
  expect(await codeOf(asCookie(accessToken))).toBe("auth.required");
});

test("a bearer that is given counts alone: a wrong one is not made good by a cookie", async () => {
  const both = { authorization: `Bearer ${accessToken}x`, cookie: `${sessionName}=${cookie}` };
  expect(await codeOf(authenticate(both))).toBe("auth.token_invalid");
  expect(await codeOf(authenticate({ ...both, authorization: "Basic YTpi" }))).toBe("auth.token_invalid");
});

test("another site's page changes nothing with a browser's cookie, and a program has no page", async () => {
  const elsewhere = { "sec-fetch-site": "cross-site" };
  const refused = authenticate({ cookie: `${sessionName}=${cookie}`, ...elsewhere }, "POST");
  expect(await codeOf(refused)).toBe("auth.origin_refused");
  const program = authenticate({ authorization: `Bearer ${accessToken}`, ...elsewhere }, "POST");
  await expect(program).resolves.toBeDefined();
});

test("the cookie of a closed account is over, as is every bearer", async () => {
  await ada.auth.deleteAccount({ password: "correct horse" });
  const refused = [asCookie(cookie), asBearer(ada.token), asBearer(accessToken)].map(codeOf);
  expect(await Promise.all(refused)).toEqual(Array(3).fill("auth.token_invalid"));
});

test("who asks at once is told together; who asks later is found anew, also within one request", async () => {
  const { get } = world.services.db.users;
  let reads = 0;
  world.services.db.users.get = (userId) => {
    reads += 1;
    return get(userId);
  };
  const headers = new Headers({ authorization: `Bearer ${ada.token}` });
  const context = requestContext({ method: "POST", headers });
  const [one, other] = await Promise.all([context.authenticate(), context.authenticate()]);
  expect(other).toBe(one);
  expect(reads).toBe(1);
  await ada.auth.signOutEverywhere();
  expect(await codeOf(context.authenticate())).toBe("auth.token_invalid");
});

test.each([
  ["signs out everywhere", "signOutEverywhere", undefined],
  [
    "changes the password",
    "changePassword",
    { currentPassword: "correct horse", newPassword: "staple battery" },
  ],
  ["deletes the account", "deleteAccount", { password: "correct horse" }],
] as const)("once a call of a request %s, no other call of it is let in", async (_, procedure, input) => {
  const headers = new Headers({ authorization: `Bearer ${ada.token}` });
  const { auth } = appRouter.createCaller(requestContext({ method: "POST", headers }));
  await Reflect.apply(auth[procedure], undefined, [input]);
  expect(await codeOf(auth.updateProfile({ name: "x" }))).toBe("auth.token_invalid");
});
