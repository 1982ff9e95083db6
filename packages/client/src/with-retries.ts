import { isCloudPixError } from "./cloudpix-error.ts";
import { pause } from "./pause.ts";

/** Nobody is kept waiting longer than this for one more try: the refusal says when to come back. */
const longestWaitMs = 60_000;

/** A quarter of a second, then double each time, at most 8 s; spread, so that many clients do not return at once. */
export const backOffMs = (attempt: number, random: number): number =>
  Math.min(8_000, 250 * 2 ** attempt) * (0.5 + random / 2);

const askedMs = (error: unknown): number =>
  isCloudPixError(error) ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;

/** A limit that passes, a busy service, and a gateway that has lost the server behind it or waited too long for it. */
const passingStatuses: readonly (number | undefined)[] = [429, 502, 503, 504];

/** True where the same call may succeed a moment later: no answer, or one of a service that does not answer just now. */
export const isPassing = (error: unknown): boolean =>
  isCloudPixError(error) && (error.code === "network.failed" || passingStatuses.includes(error.status));

type Options = {
  /** Tries after the first one. */
  retries: number;
  signal: AbortSignal | undefined;
  isPassing?: (error: unknown) => boolean;
};

/**
 * Calls `work` until it succeeds, fails for good or has failed `retries` times more, with growing pauses that are never
 * shorter than a `Retry-After`. Only for what may be repeated. Throws the last failure; the signal's reason when aborted.
 */
export const withRetries = async <T>(work: () => Promise<T>, options: Options): Promise<T> => {
  const { retries, signal, isPassing: mayPass = isPassing } = options;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      const waitMs = askedMs(error);
      if (attempt >= retries || !mayPass(error) || waitMs > longestWaitMs) throw error;
      await pause(waitMs + backOffMs(attempt, Math.random()), signal);
    }
  }
};
