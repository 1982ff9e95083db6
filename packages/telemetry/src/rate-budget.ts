/** Says whether one more of `name` fits: at most `perSecond` in any second of the clock, counted for each name by itself. */
export const createRateBudget = (perSecond: number, nowMs: () => number): ((name: string) => boolean) => {
  const spent = new Map<string, number>();
  let second = 0;
  return (name) => {
    const current = Math.floor(nowMs() / 1_000);
    if (current !== second) {
      second = current;
      spent.clear();
    }
    const before = spent.get(name) ?? 0;
    spent.set(name, before + 1);
    return before < perSecond;
  };
};
