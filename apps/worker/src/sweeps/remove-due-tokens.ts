import { addMs, DAY_MS, limits, toInstant } from "@cloudpix/domain";
import { removeInBatches } from "./remove-in-batches.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

/** Removes access tokens that expired longer ago than links are remembered too. Until then their owner sees why a program failed. */
export const removeDueTokens: Sweep = async ({ db, now }, turn = endlessTurn) => {
  const before = toInstant(addMs(now(), -limits.linkGraceDays * DAY_MS));
  return { tokensRemoved: await removeInBatches((limit) => db.accessTokens.removeDue(before, limit), turn) };
};
