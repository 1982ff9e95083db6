import { DAY_MS, HOUR_MS, MINUTE_MS, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";
import { createRateLimits, notedRateLimits, type RateWindow } from "../rate-limits.ts";
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

test("a login that was under way when the password changed brings neither the old password nor its session back", async () => {
  const { passwords } = world.services;
  const owner = await world.person();
  const login = (password: string) => world.stranger.auth.login({ email: owner.user.email, password });
  // The hash counts as outdated, and while it is made anew the password changes.
  let changed: Promise<unknown> = Promise.resolve();
  world.services.passwords = {
    ...passwords,
    isOutdated: () => true,
    hash: async (password) => {
      world.services.passwords = passwords;
      changed = owner.auth.changePassword({
        currentPassword: "correct horse",
        newPassword: "staple battery",
      });
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

const at = (clientAddress: string) => ({ services: world.services, clientAddress });
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
  for (let tries = 0; tries < 150; tries += 1) await guess();
  expect(await guess()).toBe("rate.limited");
  await expect(login(at("198.51.100.7"), ada)).resolves.toBeDefined();
});

test("guesses that are refused run no hash and read no user", async () => {
  const guess = guessing();
  for (let tries = 0; tries < 10; tries += 1) await guess();
  world.services.passwords.verify = () => Promise.reject(new Error("hashed"));
  world.services.db.users.get = () => Promise.reject(new Error("read"));
  const { findByEmail } = world.services.db.users;
  const found: unknown[] = [];
  world.services.db.users.findByEmail = async (...given) => {
    const user = await findByEmail(...given);
    found.push(user);
    return user;
  };
  expect(await guess()).toBe("rate.limited");
  expect(found).toEqual([]);
});

test("the limits by address and the search for the account are asked at once", async () => {
  guessing();
  const { users, throttles } = world.services.db;
  const { findByEmail } = users;
  const { hit } = throttles;
  let answer = () => {};
  const allAsked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let asked = 0;
  const ask = () => {
    asked += 1;
    if (asked === 3) answer();
  };
  users.findByEmail = (...given) => {
    ask();
    return findByEmail(...given);
  };
  throttles.hit = async (...given) => {
    ask();
    await allAsked;
    return hit(...given);
  };
  await expect(world.stranger.auth.login(ada)).resolves.toBeDefined();
});

describe("while a crowd guesses from so many addresses that the account as a whole is full", () => {
  const home = "198.51.100.7";
  const crowd = async () => {
    for (let address = 0; address < 11; address += 1)
      for (let tries = 0; tries < 10; tries += 1)
        await codeOf(login(at(`203.0.113.${address}`), { ...ada, password: "a wrong guess" }));
  };
  beforeEach(() => {
    guessing();
  });

  test("an address that the account has signed in from in the last 30 days is let in, on every replica", async () => {
    await login(at(home), ada);
    world.pass(30 * DAY_MS - 1);
    await crowd();
    expect(await codeOf(login(at("198.51.100.8"), ada))).toBe("rate.limited");
    await expect(login(at(home), ada)).resolves.toBeDefined();
    guessing();
    await expect(login(at(home), ada)).resolves.toBeDefined();
  });

  test("there too ten guesses a minute are all, and no answer tells of the crowd", async () => {
    await login(at(home), ada);
    world.pass(MINUTE_MS);
    await crowd();
    const heard: RateWindow[] = [];
    const { rateLimits } = world.services;
    world.services.rateLimits = notedRateLimits(rateLimits, (window) => heard.push(window));
    await login(at(home), ada);
    expect(heard.map(({ limit }) => limit).toSorted()).toEqual([10, 30]);
    world.services.rateLimits = rateLimits;
    const guess = () => codeOf(login(at(home), { ...ada, password: "a wrong guess" }));
    for (let tries = 1; tries < 10; tries += 1) expect(await guess()).toBe("auth.credentials_wrong");
    expect(await guess()).toBe("rate.limited");
  });

  test("an address is known for 30 days after the last sign-in, and only to the account that signed in", async () => {
    const bob = { email: "bob@example.com", password: "correct horse" };
    await world.stranger.auth.register(bob);
    await login(at(home), bob);
    await crowd();
    expect(await codeOf(login(at(home), ada))).toBe("rate.limited");
    world.pass(MINUTE_MS);
    await login(at(home), ada);
    world.pass(30 * DAY_MS);
    await crowd();
    expect(await codeOf(login(at(home), ada))).toBe("rate.limited");
  });

  test("a wrong password makes no address known", async () => {
    await codeOf(login(at(home), { ...ada, password: "a wrong guess" }));
    await crowd();
    expect(await codeOf(login(at(home), ada))).toBe("rate.limited");
  });
});

test("an address is remembered anew once a day at most", async () => {
  guessing();
  let notes = 0;
  const { mark } = world.services.db.throttles;
  world.services.db.throttles.mark = (...given) => {
    notes += 1;
    return mark(...given);
  };
  const signIn = () => world.stranger.auth.login(ada);
  await signIn();
  world.pass(DAY_MS - 1);
  await signIn();
  expect(notes).toBe(1);
  world.pass(1);
  await signIn();
  expect(notes).toBe(2);
});

test("an address that could not be remembered is no reason to refuse, and stands in the log", async () => {
  guessing();
  const warnings: unknown[] = [];
  world.services.log.warn = (given: unknown) => void warnings.push(given);
  world.services.db.throttles.mark = () => Promise.reject(unavailable("locked"));
  await expect(world.stranger.auth.login(ada)).resolves.toBeDefined();
  expect(warnings).toMatchObject([{ err: { code: "dependency.unavailable" } }]);
});
