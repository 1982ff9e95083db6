import { DAY_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("a profile changes in what is given and stays in the rest", async () => {
  expect(await ada.auth.updateProfile({ name: "Ada L." })).toMatchObject({ name: "Ada L." });
  expect(await ada.auth.updateProfile({ linkDefaults: { expirationDays: 7 } })).toMatchObject({
    name: "Ada L.",
    linkDefaults: { expirationDays: 7 },
  });
  expect(await ada.auth.updateProfile({ name: null })).toMatchObject({ name: null });
});

test("new links follow the owner's own default", async () => {
  await ada.auth.updateProfile({ linkDefaults: { expirationDays: 7 } });
  const { fileId } = await upload(world, ada);
  const inAWeek = new Date(world.services.now().getTime() + 7 * DAY_MS).toISOString();
  expect((await ada.shares.create({ fileId })).expiryDate).toBe(inAWeek);
});

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

test("a changed password opens the account, the old one does not, and old sessions are over", async () => {
  const input = { currentPassword: "correct horse", newPassword: "staple battery" };
  const { token } = await ada.auth.changePassword(input);
  expect(await codeOf(ada.auth.profile())).toBe("auth.token_invalid");
  await expect(world.call(token).auth.profile()).resolves.toBeDefined();
  const login = (password: string) => world.stranger.auth.login({ email: ada.user.email, password });
  expect(await codeOf(login("correct horse"))).toBe("auth.credentials_wrong");
  await expect(login("staple battery")).resolves.toBeDefined();
});

test("a login that was under way when the password changed brings neither the old password nor its session back", async () => {
  const { passwords } = world.services;
  const login = (password: string) => world.stranger.auth.login({ email: ada.user.email, password });
  // The hash counts as outdated, and while it is made anew the password changes.
  let changed: Promise<unknown> = Promise.resolve();
  world.services.passwords = {
    ...passwords,
    isOutdated: () => true,
    hash: async (password) => {
      world.services.passwords = passwords;
      changed = ada.auth.changePassword({ currentPassword: "correct horse", newPassword: "staple battery" });
      await changed;
      return passwords.hash(password);
    },
  };
  const stale = await login("correct horse");
  await changed;
  expect(await codeOf(world.call(stale.token).auth.profile())).toBe("auth.token_invalid");
  expect(await codeOf(login("correct horse"))).toBe("auth.credentials_wrong");
  await expect(login("staple battery")).resolves.toBeDefined();
});

test("without the current password nothing changes", async () => {
  const input = { currentPassword: "wrong horse", newPassword: "staple battery" };
  expect(await codeOf(ada.auth.changePassword(input))).toBe("auth.credentials_wrong");
  await expect(ada.auth.profile()).resolves.toBeDefined();
});

test.each(["short", "password123", "é".repeat(37)])("%s is no new password", async (newPassword) => {
  expect(await codeOf(ada.auth.changePassword({ currentPassword: "correct horse", newPassword }))).toBe(
    "input.invalid",
  );
});

test("strangers reach none of it", async () => {
  const refused = [
    world.stranger.auth.updateProfile({ name: "x" }),
    world.stranger.auth.signOutEverywhere(),
    world.stranger.auth.changePassword({ currentPassword: "a", newPassword: "correct horse" }),
  ].map(codeOf);
  expect(new Set(await Promise.all(refused))).toEqual(new Set(["auth.required"]));
});
