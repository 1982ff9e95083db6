import { addMs, DAY_MS, limits, toInstant } from "@cloudpix/domain";
import { removeInBatches } from "./remove-in-batches.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

/** Removes links that expired or were revoked longer ago than their grace. Until then a visitor is told why a link is dead. */
export const removeDueLinks: Sweep = async ({ db, now }, turn = endlessTurn) => {
  const before = toInstant(addMs(now(), -limits.linkGraceDays * DAY_MS));
  return { linksRemoved: await removeInBatches((limit) => db.shareLinks.removeDue(before, limit), turn) };
};
