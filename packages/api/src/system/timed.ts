/** What became of work that had to be done in time, and how long it took. */
export type Timed<T> =
  | { ok: true; value: T; durationMs: number }
  | { ok: false; cause: unknown; durationMs: number };

/** The outcome of `work` and its time; silence counts as a failure. Never throws, also not later. */
export const timed = async <T>(work: () => Promise<T>, withinMs: number): Promise<Timed<T>> => {
  const startMs = performance.now();
  const durationMs = () => Math.round(performance.now() - startMs);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${withinMs} ms`)), withinMs);
  });
  try {
    const value = await Promise.race([work(), silence]);
    return { ok: true, value, durationMs: durationMs() };
  } catch (cause) {
    return { ok: false, cause, durationMs: durationMs() };
  } finally {
    clearTimeout(timer);
  }
};
