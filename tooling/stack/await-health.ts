import { setTimeout as sleep } from "node:timers/promises";

const ATTEMPT_MS = 5_000;
const PAUSE_MS = 50;

const answers200 = async (url: string, signal: AbortSignal) => {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    // Refused, reset or too slow: all of them mean "not yet".
    return false;
  }
};

/** Resolves once the address answers 200. @throws when `signal` fires first, or after `timeoutMs` */
export const awaitHealth = async (url: string, timeoutMs: number, signal: AbortSignal): Promise<void> => {
  const deadline = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, deadline]);
  while (!(await answers200(url, either))) {
    if (deadline.aborted) throw new Error(`${url} did not answer 200 within ${timeoutMs / 1000} s`);
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
};
