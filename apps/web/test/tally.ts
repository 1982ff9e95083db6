import { expect } from "vitest";

/**
 * What became of the tries of a property. A net that catches nothing looks like one that holds: so each test says how
 * large a part of its tries has to come as far as it claims.
 */
export const openTally = <Fate extends string>() => {
  const fates = new Map<Fate, number>();
  let tries = 0;
  return {
    note: (...found: readonly Fate[]): void => {
      tries += 1;
      for (const fate of new Set(found)) fates.set(fate, (fates.get(fate) ?? 0) + 1);
    },
    /** Each of these happened in at least this part of the tries, 0 to 1. */
    expectShares: (least: Partial<Record<Fate, number>>): void => {
      const shares = Object.fromEntries([...fates].map(([fate, count]) => [fate, count / tries]));
      const short = Object.entries<number | undefined>(least).filter(
        ([fate, share = 0]) => (shares[fate] ?? 0) < share,
      );
      expect(short, `of ${tries} tries: ${JSON.stringify(shares)}`).toEqual([]);
    },
  };
};
