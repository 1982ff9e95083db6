import { addMs, MINUTE_MS, newUuidV7, type RunClaim, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";

// A worker that dies holding it keeps the others away for so long.
const claimMs = 2 * MINUTE_MS;

/**
 * Does work that one worker does for all, unless another is at it. The claim is prolonged four times in its length and given
 * back at the end, however the work ends; `signal` tells the work that it was lost, or that the process is to stop.
 */
export const holdingClaim = async (
  { db, log, telemetry, now }: Pick<Services, "db" | "log" | "telemetry" | "now">,
  id: RunClaim["id"],
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const holder = newUuidV7(now());
  const ask = (forMs: number) =>
    db.runs.claim({ id, holder, at: toInstant(now()), until: toInstant(addMs(now(), forMs)) });
  if (!(await ask(claimMs))) return;

  const lost = new AbortController();
  const attempt = async (forMs: number) => {
    try {
      if (await ask(forMs)) return;
      log.warn({ claim: id }, "claim lost: somebody else is at it now");
      lost.abort();
    } catch (error) {
      log.warn({ err: error, claim: id }, "claim not prolonged or given back; it ends by itself");
      telemetry.trackException(error, { during: "claiming" });
    }
  };
  let asking = Promise.resolve();
  const timer = setInterval(() => {
    asking = asking.then(() => attempt(claimMs));
  }, claimMs / 4);
  try {
    await work(AbortSignal.any([stopping, lost.signal]));
  } finally {
    clearInterval(timer);
    await asking;
    if (!lost.signal.aborted) await attempt(0);
  }
};
