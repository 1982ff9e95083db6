import type { Turn } from "./turn.ts";

const batch = 200;

/** Calls `remove`, which removes at most `limit` at a time, until nothing is left or the turn is over; how many it were. */
export const removeInBatches = async (
  remove: (limit: number) => Promise<number>,
  turn: Turn,
): Promise<number> => {
  let total = 0;
  for (let removed = batch; removed === batch && !turn.isOver(); total += removed) {
    removed = await remove(batch);
  }
  return total;
};
