const batch = 200;

/** Calls `remove`, which removes at most `limit` at a time, until nothing is left to be removed; how many it were. */
export const removeInBatches = async (remove: (limit: number) => Promise<number>): Promise<number> => {
  for (let total = 0; ; ) {
    const removed = await remove(batch);
    total += removed;
    if (removed < batch) return total;
  }
};
