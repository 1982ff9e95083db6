import type { Sweep } from "./sweep.ts";

/** Forgets counters of tries whose window is over. */
export const removeOverThrottles: Sweep = async ({ db, now }) => ({
  throttlesRemoved: await db.throttles.removeOver(now().getTime()),
});
