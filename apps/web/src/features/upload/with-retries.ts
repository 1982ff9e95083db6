type Options = {
  signal: AbortSignal;
  /** Whether another try may help. */
  isPassing: (error: unknown) => boolean;
  /** Waits this long; may return early when the network comes back. Rejects when the signal aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  tries?: number;
};

/** Half a second, then double each time, at most 15 s, spread by a quarter so that many clients do not return at once. */
export const backOffMs = (attempt: number, random: number): number =>
  Math.min(15_000, 500 * 2 ** attempt) * (0.75 + random / 2);

/** Calls `work` until it succeeds, fails for good, or has failed `tries` times. */
export const withRetries = async <T>(work: () => Promise<T>, options: Options): Promise<T> => {
  const { signal, isPassing, pause, tries = 7 } = options;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (attempt + 1 >= tries || !isPassing(error)) throw error;
      await pause(backOffMs(attempt, Math.random()), signal);
    }
  }
};
