import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("signing out everywhere ends every token on the next request and answers with the one that goes on", async () => {
  const elsewhere = await world.stranger.auth.login({ email: ada.user.email, password: "correct horse" });
  const { token } = await ada.auth.signOutEverywhere();
  const ended = [ada.token, elsewhere.token].map((old) => codeOf(world.call(old).auth.profile()));
  expect(await Promise.all(ended)).toEqual(["auth.token_invalid", "auth.token_invalid"]);
  await expect(world.call(token).auth.profile()).resolves.toMatchObject({ userId: ada.user.userId });
});

test("a session that is ended while it signs out everywhere gets no other, and the one that ended it goes on", async () => {
  const { endSessions } = world.services.db.users;
  let owner: string | undefined;
  world.services.db.users.endSessions = async (...given) => {
    const input = { currentPassword: "correct horse", newPassword: "staple battery" };
    owner = (await ada.auth.changePassword(input)).token;
    return endSessions(...given);
  };
  expect(await codeOf(ada.auth.signOutEverywhere())).toBe("auth.token_invalid");
  await expect(world.call(owner).auth.profile()).resolves.toMatchObject({ userId: ada.user.userId });
});

test("of 20 sessions that sign out everywhere at once exactly one goes on", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => ada.auth.signOutEverywhere()));
  const goOn = tries.filter((tried) => tried.status === "fulfilled");
  expect(goOn).toHaveLength(1);
  await expect(world.call(goOn[0]?.value.token).auth.profile()).resolves.toBeDefined();
});

test("somebody else stays signed in, and a stranger has nothing to sign out of", async () => {
  const bob = await world.person("Bob");
  await ada.auth.signOutEverywhere();
  await expect(bob.auth.profile()).resolves.toBeDefined();
  expect(await codeOf(world.stranger.auth.signOutEverywhere())).toBe("auth.required");
});
