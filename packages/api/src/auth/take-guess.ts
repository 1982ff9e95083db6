import type { RateLimits } from "../rate-limits.ts";

/** An account as seen from one address: what guesses are counted by, and what a sign-in makes familiar. */
export const accountAndAddress = (email: string, clientAddress: string): string =>
  `${email}\n${clientAddress}`;

/**
 * Counts one guess at the password of an account by the address it comes from, whatever door it comes through. A caller
 * with a session of this very account meets no other rule: a crowd that guesses elsewhere is not theirs to wait for.
 * @throws AppError `rate.limited`
 */
export const takeGuess = async (
  rateLimits: RateLimits,
  email: string,
  clientAddress: string,
): Promise<void> => {
  await Promise.all([
    rateLimits.take("loginByAddress", clientAddress),
    rateLimits.take("loginByAccountAndAddress", accountAndAddress(email, clientAddress)),
  ]);
};
