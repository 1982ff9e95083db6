import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";
import { register } from "./register.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test("a new account is signed in and never shows its password hash", async () => {
  const session = await world.stranger.auth.register({
    email: " Ada@Example.COM ",
    password: "correct horse",
    name: "Ada",
  });
  expect(session.user).toMatchObject({ email: "ada@example.com", name: "Ada", usedBytes: 0 });
  expect(Object.keys(session.user)).not.toContain("passwordHash");
  await expect(world.call(session.token).auth.profile()).resolves.toEqual(session.user);
});

test.each([undefined, null, "", " \t"])("a name of %j is none", async (name) => {
  const { user } = await world.stranger.auth.register({
    email: "ada@example.com",
    password: "correct horse",
    name,
  });
  expect(user.name).toBeNull();
});

test("an e-mail belongs to one account, however it is written and however many ask at once", async () => {
  const tries = await Promise.allSettled(
    ["ada@example.com", "ADA@example.com", " ada@EXAMPLE.com"].map((email) =>
      world.stranger.auth.register({ email, password: "correct horse" }),
    ),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(
    await codeOf(world.stranger.auth.register({ email: "ada@example.com", password: "correct horse" })),
  ).toBe("auth.email_taken");
});

test.each([
  ["no at sign", { email: "ada", password: "correct horse" }],
  ["a short password", { email: "ada@example.com", password: "1234567" }],
  ["a password of 73 bytes", { email: "ada@example.com", password: `${"é".repeat(36)}x` }],
  ["one of the most guessed passwords", { email: "ada@example.com", password: "Password123" }],
  ["an unknown field", { email: "ada@example.com", password: "correct horse", admin: true }],
])("%s is refused with a sentence", async (_, input) => {
  expect(await codeOf(world.stranger.auth.register(input))).toBe("input.invalid");
});

test("a password of exactly 72 bytes is accepted", async () => {
  const input = { email: "ada@example.com", password: "é".repeat(36) };
  await world.stranger.auth.register(input);
  await expect(world.stranger.auth.login(input)).resolves.toBeDefined();
});

test("the eleventh account from one address within an hour is refused, and none from another", async () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  const open = (name: string, clientAddress = "203.0.113.1") =>
    register(
      { services: world.services, clientAddress },
      { email: `${name}@example.com`, password: "correct horse" },
    );
  for (let made = 0; made < 10; made += 1) await open(`person-${made}`);
  expect(await codeOf(open("one-more"))).toBe("rate.limited");
  expect(await world.services.db.users.findByEmail("one-more@example.com")).toBeNull();
  await expect(open("one-more", "203.0.113.2")).resolves.toBeDefined();
});
