import type { SessionView } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";

// Every way to end sessions × every bearer that was there before: each is refused on the next request.

type Person = Awaited<ReturnType<World["person"]>>;

let world: World;
let ada: Person;
let bob: Person;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  bob = await world.person("Bob");
});
afterEach(() => world.close());

const password = "correct horse";
const newPassword = "staple battery";

const endings: Record<string, () => Promise<SessionView | null>> = {
  signOutEverywhere: () => ada.auth.signOutEverywhere(),
  changePassword: () => ada.auth.changePassword({ currentPassword: password, newPassword }),
  deleteAccount: () => ada.auth.deleteAccount({ password }).then(() => null),
  resetPassword: async () => {
    const user = await world.services.db.users.get(ada.user.userId);
    if (user === null) throw new Error("no such user");
    const token = await world.services.passwordResets.issue(user, world.services.now());
    return world.stranger.auth.resetPassword({ token, newPassword });
  },
};

const accessTokenOf = async (person: Person) =>
  (await person.auth.createAccessToken({ name: "x", scopes: ["files:read"], expirationDays: null })).token;
const bearers: Record<string, (person: Person) => Promise<string>> = {
  "the session that asked": async (person) => person.token,
  "the session of another sign-in": async ({ user }) =>
    (await world.stranger.auth.login({ email: user.email, password })).token,
  "an access token": accessTokenOf,
};

const pairs = Object.keys(endings).flatMap((ending) =>
  Object.keys(bearers).map((bearer) => [ending, bearer]),
);

test.each(pairs)("after %s, %s is refused on the next request", async (ending = "", bearer = "") => {
  const token = await bearers[bearer]?.(ada);
  await expect(world.call(token).files.list()).resolves.toBeDefined();
  await endings[ending]?.();
  expect(await codeOf(world.call(token).files.list())).toBe("auth.token_invalid");
});

test.each(pairs)("after %s, %s of somebody else goes on", async (ending = "", bearer = "") => {
  const token = await bearers[bearer]?.(bob);
  await endings[ending]?.();
  await expect(world.call(token).files.list()).resolves.toBeDefined();
});

test.each(Object.keys(endings))("after %s no row of an ended access token is left", async (ending) => {
  await accessTokenOf(ada);
  await accessTokenOf(bob);
  await endings[ending]?.();
  expect(await world.services.db.accessTokens.list(ada.user.userId)).toEqual([]);
  expect(await world.services.db.accessTokens.list(bob.user.userId)).toHaveLength(1);
});

test.each(Object.keys(endings))(
  "%s ends access tokens also when their rows cannot be removed",
  async (ending) => {
    const token = await accessTokenOf(ada);
    world.services.db.accessTokens.removeByUser = () => Promise.reject(new Error("down"));
    const goesOn = await endings[ending]?.();
    expect(await codeOf(world.call(token).files.list())).toBe("auth.token_invalid");
    if (goesOn) {
      const { accessTokens } = await world.call(goesOn.token).auth.listAccessTokens();
      expect(accessTokens).toEqual([]);
    }
  },
);

test.each(Object.keys(endings).filter((ending) => ending !== "deleteAccount"))(
  "the session that %s answers with goes on",
  async (ending) => {
    const goesOn = await endings[ending]?.();
    await expect(world.call(goesOn?.token).files.list()).resolves.toBeDefined();
  },
);
