import { Scope } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../test/world.ts";
import { appRouter } from "./app-router.ts";

/** Who may ask for what. A new procedure is added here, or this test fails. */
const doors: Record<string, "everybody" | "any token" | "session" | Scope> = {
  "auth.register": "everybody",
  "auth.login": "everybody",
  "auth.resetPassword": "everybody",
  "auth.profile": "any token",
  "auth.updateProfile": "session",
  "auth.changePassword": "session",
  "auth.signOutEverywhere": "session",
  "auth.deleteAccount": "session",
  "auth.createAccessToken": "session",
  "auth.listAccessTokens": "session",
  "auth.revokeAccessToken": "session",
  "files.list": "files:read",
  "files.get": "files:read",
  "files.downloadUrl": "files:read",
  "files.usage": "files:read",
  "files.createUpload": "files:write",
  "files.resumeUpload": "files:write",
  "files.completeUpload": "files:write",
  "files.abortUpload": "files:write",
  "files.rename": "files:write",
  "files.delete": "files:write",
  "files.restore": "files:write",
  "files.purge": "files:write",
  "files.retryThumbnail": "files:write",
  "shares.get": "shares:read",
  "shares.listByFile": "shares:read",
  "shares.listMine": "shares:read",
  "shares.create": "shares:write",
  "shares.update": "shares:write",
  "shares.revoke": "shares:write",
  "shares.revokeAll": "shares:write",
  "shares.open": "everybody",
  "shares.unlock": "everybody",
  "system.health": "everybody",
  "system.metrics": "everybody",
};
const procedures = Object.keys(appRouter._def.procedures);

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

/** How a procedure answers to this bearer when it is given nothing it could use: `done`, or the code of the refusal. */
const knock = async (path: string, bearer: string | undefined): Promise<string> => {
  const [room = "", verb = ""] = path.split(".");
  const procedure: unknown = Reflect.get(Reflect.get(world.call(bearer), room), verb);
  if (typeof procedure !== "function") throw new Error(`${path} is no procedure`);
  const asked = Promise.resolve(Reflect.apply(procedure, undefined, [{ unheardOf: true }]));
  return asked.then(
    () => "done",
    (error: unknown) => codeOf(Promise.reject(error)),
  );
};
const tokenWith = async (scopes: Scope[]) =>
  (await ada.auth.createAccessToken({ name: "a program", scopes })).token;

test("every procedure says who may ask", () => {
  expect([...procedures].sort()).toEqual(Object.keys(doors).sort());
});

test.each(procedures.filter((path) => doors[path] !== "everybody"))("%s asks who is there", async (path) => {
  expect(await knock(path, undefined)).toBe("auth.required");
});

test.each(procedures.filter((path) => doors[path] === "everybody"))(
  "%s asks nobody who they are",
  async (path) => {
    expect(await knock(path, "not a token")).not.toMatch(/^auth\.(required|token_invalid)$/);
  },
);

test.each(procedures.filter((path) => doors[path] === "session"))(
  "%s is closed to an access token, whatever its scopes",
  async (path) => {
    expect(await knock(path, await tokenWith([...Scope.options]))).toBe("auth.scope_missing");
    expect(await knock(path, ada.token)).not.toBe("auth.scope_missing");
  },
);

const scoped = procedures.flatMap((path) => {
  const scope = Scope.safeParse(doors[path]);
  return scope.success ? [{ path, scope: scope.data }] : [];
});
test.each(scoped)("$path is open to $scope and to no other scope", async ({ path, scope }) => {
  expect(await knock(path, await tokenWith([scope]))).not.toMatch(/^auth\./);
  const others = Scope.options.filter((other) => other !== scope);
  expect(await knock(path, await tokenWith(others))).toBe("auth.scope_missing");
  expect(await knock(path, ada.token)).not.toMatch(/^auth\./);
});

test.each(Scope.options)("a token with %s alone may ask whose it is", async (scope) => {
  expect(await world.call(await tokenWith([scope])).auth.profile()).toEqual(ada.user);
});
