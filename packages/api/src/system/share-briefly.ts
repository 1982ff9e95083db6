/**
 * Asks no more often than once in `sharedMs`: whoever comes within that time of its begin is given the same answer, also
 * while it is under way. No answer is older than that when it is asked for.
 */
export const shareBriefly = <T>(
  ask: () => Promise<T>,
  { sharedMs, now }: { sharedMs: number; now: () => Date },
): (() => Promise<T>) => {
  let shared: { begunMs: number; answer: Promise<T> } | undefined;
  return () => {
    const nowMs = now().getTime();
    // A clock that was set back must not keep an answer for ever.
    const ageMs = shared === undefined ? sharedMs : Math.abs(nowMs - shared.begunMs);
    if (shared === undefined || ageMs >= sharedMs) shared = { begunMs: nowMs, answer: ask() };
    return shared.answer;
  };
};
