/**
 * What `work` comes to, or the signal's reason as soon as it aborts; `work` itself goes on. Leaves nothing at the signal:
 * racing one promise that outlives the work would keep every result it was raced for, a whole upload in the end.
 */
export const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const give = () => reject(signal.reason);
    if (signal.aborted) return give();
    signal.addEventListener("abort", give, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", give));
  });
