import { HOUR_MS, limits } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const newPassword = "staple battery";
const permissionFor = async (userId: string) => {
  const user = await world.services.db.users.get(userId);
  if (user === null) throw new Error("no such user");
  return world.services.passwordResets.issue(user, world.services.now());
};
const reset = (token: string, password = newPassword) =>
  world.stranger.auth.resetPassword({ token, newPassword: password });
const login = (password: string) => world.stranger.auth.login({ email: ada.user.email, password });

test("with an operator's permission the new password opens the account and the old one does not", async () => {
  const session = await reset(await permissionFor(ada.user.userId));
  expect(session.user).toEqual(ada.user);
  await expect(world.call(session.token).auth.profile()).resolves.toEqual(ada.user);
  await expect(login(newPassword)).resolves.toBeDefined();
  expect(await codeOf(login("correct horse"))).toBe("auth.credentials_wrong");
});

test("a permission works once, also when it is used twice at once", async () => {
  const token = await permissionFor(ada.user.userId);
  const tries = await Promise.allSettled([reset(token), reset(token), reset(token)]);
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await codeOf(reset(token))).toBe("auth.reset_invalid");
});

test("a refused new password does not use the permission up", async () => {
  const token = await permissionFor(ada.user.userId);
  expect(await codeOf(reset(token, "short"))).toBe("input.invalid");
  await expect(reset(token)).resolves.toBeDefined();
});

test("any password set meanwhile ends the permission", async () => {
  const token = await permissionFor(ada.user.userId);
  await ada.auth.changePassword({ currentPassword: "correct horse", newPassword: "another battery" });
  expect(await codeOf(reset(token))).toBe("auth.reset_invalid");
});

test("a permission ends after a day, and with the account", async () => {
  const token = await permissionFor(ada.user.userId);
  await ada.auth.deleteAccount({ password: "correct horse" });
  expect(await codeOf(reset(token))).toBe("auth.reset_invalid");
  const bob = await world.person("Bob");
  const bobs = await permissionFor(bob.user.userId);
  world.pass(limits.passwordResetHours * HOUR_MS);
  expect(await codeOf(reset(bobs))).toBe("auth.reset_invalid");
});

test("an account that is deleted while its password is set stays deleted, and answers no token", async () => {
  const { passwords } = world.services;
  const token = await permissionFor(ada.user.userId);
  world.services.passwords = {
    ...passwords,
    hash: async (password) => {
      await ada.auth.deleteAccount({ password: "correct horse" });
      return passwords.hash(password);
    },
  };
  expect(await codeOf(reset(token))).toBe("auth.reset_invalid");
  expect(await codeOf(login(newPassword))).toBe("auth.credentials_wrong");
});

test("a permission for somebody else opens nothing here", async () => {
  const bob = await world.person("Bob");
  await reset(await permissionFor(bob.user.userId));
  await expect(login("correct horse")).resolves.toBeDefined();
});

test("a bearer is no permission and a permission is no bearer", async () => {
  const token = await permissionFor(ada.user.userId);
  expect(await codeOf(world.call(token).auth.profile())).toBe("auth.token_invalid");
  expect(await codeOf(reset(ada.token))).toBe("auth.reset_invalid");
  const { token: accessToken } = await ada.auth.createAccessToken({ name: "x", scopes: ["files:read"] });
  expect(await codeOf(reset(accessToken))).toBe("auth.reset_invalid");
});

test("one address tries as seldom as it may sign in", async () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  for (let tries = 0; tries < 30; tries += 1)
    expect(await codeOf(reset("not.a.token"))).toBe("auth.reset_invalid");
  expect(await codeOf(reset(await permissionFor(ada.user.userId)))).toBe("rate.limited");
});
