/**
 * Runs `work` on every item, at most `width` at a time, in order of their start. The first failure aborts the signal
 * the others were given and is thrown once they have all stopped.
 */
export const runParallel = async <T>(
  items: readonly T[],
  width: number,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const group = new AbortController();
  const either = AbortSignal.any([signal, group.signal]);
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) {
      either.throwIfAborted();
      await work(item, either);
    }
  };
  const lanes = Array.from({ length: Math.min(width, items.length) }, () =>
    lane().catch((error: unknown) => {
      // Later lanes fail with the abort's own reason: always the first failure.
      group.abort(group.signal.aborted ? undefined : error);
      throw group.signal.reason;
    }),
  );
  const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === "rejected");
  if (failed !== undefined) throw signal.aborted ? signal.reason : failed.reason;
};
