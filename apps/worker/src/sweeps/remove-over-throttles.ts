import { removeInBatches } from "./remove-in-batches.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

/** Forgets counters of tries whose window is over. */
export const removeOverThrottles: Sweep = async ({ db, now }, turn = endlessTurn) => {
  const nowMs = now().getTime();
  return { throttlesRemoved: await removeInBatches((limit) => db.throttles.removeOver(nowMs, limit), turn) };
};
