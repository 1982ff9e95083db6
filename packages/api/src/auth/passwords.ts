import { randomUUID } from "node:crypto";
import { byteLength, limits } from "@cloudpix/domain";
import { compare, getRounds, hash } from "bcrypt";

/** One-way hashes of passwords (bcrypt: reads at most 72 bytes, so longer passwords are refused before they get here). */
export type Passwords = {
  hash(password: string): Promise<string>;
  /**
   * Against no hash it answers false and costs the time of a wrong password, however old the hash that one is compared
   * with: so that an unknown e-mail cannot be told by the clock.
   */
  verify(password: string, passwordHash: string | null): Promise<boolean>;
  /** True when the hash is cheaper than the setting asks for today. */
  isOutdated(passwordHash: string): boolean;
};

type Bcrypt = {
  hash(password: string, rounds: number): Promise<string>;
  compare(password: string, passwordHash: string): Promise<boolean>;
};

/** `rounds` is bcrypt's cost: each step doubles the time of a guess. */
export const createPasswords = ({
  rounds,
  bcrypt = { hash, compare },
}: {
  rounds: number;
  bcrypt?: Bcrypt;
}): Passwords => {
  const nobody = bcrypt.hash(randomUUID(), rounds);
  // Each step doubles, so that the cheaper hash and one of every cost from there on add up to one of today's.
  const makeUp = async (passwordHash: string) => {
    for (let cost = getRounds(passwordHash); cost < rounds; cost += 1) await bcrypt.hash(randomUUID(), cost);
  };
  return {
    hash: (password) => bcrypt.hash(password, rounds),
    verify: async (password, passwordHash) => {
      const matches = await bcrypt.compare(password, passwordHash ?? (await nobody));
      // bcrypt ignores what is behind the 72nd byte; the right password with something behind it is not the right one.
      const isRight = matches && passwordHash !== null && byteLength(password) <= limits.passwordBytes.max;
      if (!isRight && passwordHash !== null) await makeUp(passwordHash);
      return isRight;
    },
    isOutdated: (passwordHash) => getRounds(passwordHash) < rounds,
  };
};
