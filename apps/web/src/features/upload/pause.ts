/**
 * Waits `ms`; while the device is offline, until it is online again. Rejects as soon as `signal` aborts.
 * Browser only.
 */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      window.removeEventListener("online", online);
      signal.removeEventListener("abort", aborted);
      settle();
    };
    const online = () => finish(resolve);
    const aborted = () => finish(() => reject(signal.reason));
    const timer = setTimeout(() => {
      if (navigator.onLine) online();
    }, ms);
    window.addEventListener("online", online);
    signal.addEventListener("abort", aborted);
    if (signal.aborted) aborted();
  });
