import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";
import { login } from "./login.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("a changed password opens the account, the old one does not, and old sessions are over", async () => {
  const input = { currentPassword: "correct horse", newPassword: "staple battery" };
  const { token } = await ada.auth.changePassword(input);
  expect(await codeOf(ada.auth.profile())).toBe("auth.token_invalid");
  await expect(world.call(token).auth.profile()).resolves.toBeDefined();
  const login = (password: string) => world.stranger.auth.login({ email: ada.user.email, password });
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

test("the eleventh guess at the current password within a minute is refused, the right one too", async () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  const change = (currentPassword: string) =>
    codeOf(ada.auth.changePassword({ currentPassword, newPassword: "staple battery" }));
  for (let tries = 0; tries < 10; tries += 1)
    expect(await change("wrong horse")).toBe("auth.credentials_wrong");
  expect(await change("correct horse")).toBe("rate.limited");
  await expect(ada.auth.profile()).resolves.toBeDefined();
});

test("a crowd that guesses at the account keeps its owner from nothing that a session may do", async () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  const guess = { email: ada.user.email, password: "a wrong guess" };
  for (let tries = 0; tries < 110; tries += 1) {
    const clientAddress = `203.0.113.${tries % 11}`;
    await codeOf(login({ services: world.services, clientAddress }, guess));
  }
  const input = { currentPassword: "correct horse", newPassword: "staple battery" };
  const { token } = await ada.auth.changePassword(input);
  const { auth } = world.call(token);
  await expect(auth.deleteAccount({ password: "staple battery" })).resolves.toBeDefined();
});

test("the password of somebody else stays theirs, and a stranger has none to change", async () => {
  const bob = await world.person("Bob");
  const input = { currentPassword: "correct horse", newPassword: "staple battery" };
  await ada.auth.changePassword(input);
  await expect(bob.auth.profile()).resolves.toBeDefined();
  const login = { email: bob.user.email, password: "correct horse" };
  await expect(world.stranger.auth.login(login)).resolves.toBeDefined();
  expect(await codeOf(world.stranger.auth.changePassword(input))).toBe("auth.required");
});
