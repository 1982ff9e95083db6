import { HOUR_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";
import { toAppError } from "../to-app-error.ts";
import { login } from "./login.ts";
import { createPasswords } from "./passwords.ts";

let world: World;
const ada = { email: "ada@example.com", password: "correct horse" };
beforeEach(async () => {
  world = await openWorld();
  await world.stranger.auth.register(ada);
});
afterEach(() => world.close());

test("the right password signs in", async () => {
  const { token, user } = await world.stranger.auth.login({ ...ada, email: "ADA@example.com" });
  expect((await world.call(token).auth.profile()).userId).toBe(user.userId);
});

test("a wrong password, the right one with something behind it and an unknown e-mail read the same", async () => {
  const long = { email: "long@example.com", password: "x".repeat(72) };
  await world.stranger.auth.register(long);
  const tries = [
    { ...ada, password: "wrong horse" },
    { ...long, password: `${long.password}y` },
    { ...ada, email: "nobody@example.com" },
  ].map((given) => codeOf(world.stranger.auth.login(given)));
  expect(new Set(await Promise.all(tries))).toEqual(new Set(["auth.credentials_wrong"]));
});

test("a token ends by time", async () => {
  const { token } = await world.stranger.auth.login(ada);
  world.pass(HOUR_MS + 1_000);
  expect(await codeOf(world.call(token).auth.profile())).toBe("auth.token_expired");
});

test("ending the sessions ends every token on the next request", async () => {
  const { token, user } = await world.stranger.auth.login(ada);
  await world.services.db.users.endSessions(user.userId, 0);
  expect(await codeOf(world.call(token).auth.profile())).toBe("auth.token_invalid");
});

test("a hash that is cheaper than the setting is made anew at the next login", async () => {
  world.services.passwords = createPasswords({ rounds: 5 });
  const { user } = await world.stranger.auth.login(ada);
  expect((await world.services.db.users.get(user.userId))?.passwordHash).toMatch(/^\$2b\$05\$/);
  await expect(world.stranger.auth.login(ada)).resolves.toBeDefined();
});

const guessing = () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  return () => codeOf(world.stranger.auth.login({ ...ada, password: "a wrong guess" }));
};

test("the eleventh guess at one account within a minute is refused and told when to come back", async () => {
  const guess = guessing();
  for (let tries = 0; tries < 10; tries += 1) expect(await guess()).toBe("auth.credentials_wrong");
  const refusal = await world.stranger.auth.login(ada).then(
    () => null,
    (error: unknown) => toAppError(error),
  );
  expect(refusal?.code).toBe("rate.limited");
  expect(refusal?.retryAfterSeconds).toBeGreaterThan(0);
  expect(refusal?.retryAfterSeconds).toBeLessThanOrEqual(60);
  world.pass(60_000);
  await expect(world.stranger.auth.login(ada)).resolves.toBeDefined();
});

test("guesses from elsewhere do not lock the owner out", async () => {
  const guess = guessing();
  for (let tries = 0; tries < 11; tries += 1) await guess();
  expect(await guess()).toBe("rate.limited");
  const atHome = { services: world.services, clientAddress: "198.51.100.7" };
  await expect(login(atHome, ada)).resolves.toBeDefined();
});
