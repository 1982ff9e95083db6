const FIRST_MS = 500;
const LONGEST_MS = 15_000;
const STEADY_MS = 60_000;

/**
 * How long to wait before starting again what died unexpectedly: half a second, doubled each time, 15 s at most.
 * Whatever ran for a minute is considered well and begins again at half a second.
 */
export const createRestartDelay = () => {
  let deaths = 0;
  return (ranMs: number): number => {
    if (ranMs >= STEADY_MS) deaths = 0;
    deaths += 1;
    return Math.min(FIRST_MS * 2 ** (deaths - 1), LONGEST_MS);
  };
};
