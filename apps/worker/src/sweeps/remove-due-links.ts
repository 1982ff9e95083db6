import { addMs, DAY_MS, limits, toInstant } from "@cloudpix/domain";
import type { Sweep } from "./sweep.ts";

const batch = 200;

/** Removes links that expired or were revoked longer ago than their grace. Until then a visitor is told why a link is dead. */
export const removeDueLinks: Sweep = async ({ db, now }) => {
  const before = toInstant(addMs(now(), -limits.linkGraceDays * DAY_MS));
  let linksRemoved = 0;
  for (let removed = batch; removed >= batch; linksRemoved += removed) {
    removed = await db.shareLinks.removeDue(before, batch);
  }
  return { linksRemoved };
};
