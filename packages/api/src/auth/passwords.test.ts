import { compare, getRounds, hash } from "bcrypt";
import { beforeEach, expect, test } from "vitest";
import { createPasswords } from "./passwords.ts";

/** What bcrypt was made to do: it doubles with each round, and time follows. */
let work = 0;
const bcrypt = {
  hash: (password: string, rounds: number) => {
    work += 2 ** rounds;
    return hash(password, rounds);
  },
  compare: (password: string, passwordHash: string) => {
    work += 2 ** getRounds(passwordHash);
    return compare(password, passwordHash);
  },
};
const made = async (rounds: number) => {
  const passwords = createPasswords({ rounds, bcrypt });
  // Whatever is prepared once is prepared by then.
  await passwords.verify("nobody's", null);
  return passwords;
};
const workOf = async (ask: () => Promise<unknown>) => {
  work = 0;
  await ask();
  return work;
};

const longest = "x".repeat(72);
let older: string;
beforeEach(async () => {
  older = await createPasswords({ rounds: 4 }).hash(longest);
});

test.each([4, 5, 6, 8])(
  "at %i rounds a wrong password costs what an unknown e-mail costs, also against a hash of 4",
  async (rounds) => {
    const passwords = await made(rounds);
    const current = await passwords.hash(longest);
    const nobody = await workOf(() => passwords.verify("wrong", null));
    expect(nobody).toBe(2 ** rounds);
    for (const passwordHash of [current, older]) {
      expect(await workOf(() => passwords.verify("wrong", passwordHash))).toBe(nobody);
      expect(await workOf(() => passwords.verify(`${longest}y`, passwordHash))).toBe(nobody);
    }
  },
);

test("the right password is right under an older hash too, and what is only similar is not", async () => {
  const passwords = await made(6);
  expect(passwords.isOutdated(older)).toBe(true);
  expect(await passwords.verify(longest, older)).toBe(true);
  expect(await passwords.verify(`${longest}y`, older)).toBe(false);
  expect(await passwords.verify(longest.slice(1), older)).toBe(false);
  expect(await passwords.verify(longest, null)).toBe(false);
});
