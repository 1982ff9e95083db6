/**
 * What `work` comes to, or the signal's reason as soon as it aborts; `work` itself goes on. Leaves nothing at the signal:
 * a promise that lives as long as it does and is raced against would hold every result it was raced for.
 */
export const orAborted = async <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return work;
  let forget = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const give = () => reject(signal.reason);
    signal.addEventListener("abort", give, { once: true });
    forget = () => signal.removeEventListener("abort", give);
    if (signal.aborted) give();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    forget();
  }
};
