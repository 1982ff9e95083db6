import { HOUR_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";
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

test("a wrong password and an unknown e-mail read the same", async () => {
  const wrong = world.stranger.auth.login({ ...ada, password: "wrong horse" });
  const unknown = world.stranger.auth.login({ ...ada, email: "nobody@example.com" });
  expect(await codeOf(wrong)).toBe("auth.credentials_wrong");
  expect(await codeOf(unknown)).toBe("auth.credentials_wrong");
});

test("a token ends by time", async () => {
  const { token } = await world.stranger.auth.login(ada);
  world.pass(HOUR_MS + 1_000);
  expect(await codeOf(world.call(token).auth.profile())).toBe("auth.token_expired");
});

test("ending the sessions ends every token on the next request", async () => {
  const { token, user } = await world.stranger.auth.login(ada);
  await world.services.db.users.endSessions(user.userId);
  expect(await codeOf(world.call(token).auth.profile())).toBe("auth.token_invalid");
});

test("a hash that is cheaper than the setting is made anew at the next login", async () => {
  world.services.passwords = createPasswords({ rounds: 5 });
  const { user } = await world.stranger.auth.login(ada);
  expect((await world.services.db.users.get(user.userId))?.passwordHash).toMatch(/^\$2b\$05\$/);
  await expect(world.stranger.auth.login(ada)).resolves.toBeDefined();
});

test("the eleventh guess at one account within a minute is refused and told when to come back", async () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  const guess = () => codeOf(world.stranger.auth.login({ ...ada, password: "a wrong guess" }));
  for (let tries = 0; tries < 10; tries += 1) expect(await guess()).toBe("auth.credentials_wrong");
  expect(await guess()).toBe("rate.limited");
  const refusal = await world.stranger.auth.login(ada).catch((error: { cause?: unknown }) => error.cause);
  expect(refusal).toMatchObject({ code: "rate.limited", retryAfterSeconds: expect.any(Number) });
  expect((refusal as { retryAfterSeconds: number }).retryAfterSeconds).toBeLessThanOrEqual(60);
  world.pass(60_000);
  await expect(world.stranger.auth.login(ada)).resolves.toBeDefined();
});
