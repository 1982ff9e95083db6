import { randomUUID } from "node:crypto";
import { byteLength, limits } from "@cloudpix/domain";
import { compare, getRounds, hash } from "bcrypt";

/** One-way hashes of passwords (bcrypt: reads at most 72 bytes, so longer passwords are refused before they get here). */
export type Passwords = {
  hash(password: string): Promise<string>;
  /** Against no hash it costs the same time and answers false, so that an unknown e-mail cannot be told by the clock. */
  verify(password: string, passwordHash: string | null): Promise<boolean>;
  /** True when the hash is cheaper than the setting asks for today. */
  isOutdated(passwordHash: string): boolean;
};

/** `rounds` is bcrypt's cost: each step doubles the time of a guess. */
export const createPasswords = ({ rounds }: { rounds: number }): Passwords => {
  const nobody = hash(randomUUID(), rounds);
  return {
    hash: (password) => hash(password, rounds),
    verify: async (password, passwordHash) => {
      const matches = await compare(password, passwordHash ?? (await nobody));
      // bcrypt ignores what is behind the 72nd byte; the right password with something behind it is not the right one.
      return matches && passwordHash !== null && byteLength(password) <= limits.passwordBytes.max;
    },
    isOutdated: (passwordHash) => getRounds(passwordHash) < rounds,
  };
};
