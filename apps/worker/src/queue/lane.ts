/** Work of one kind, at most `capacity` at a time; the rest waits in the order it came. */
export type Lane = {
  /** `leave` gives the place to the next before `work` has ended. */
  run<Result>(work: (leave: () => void) => Promise<Result>): Promise<Result>;
  /** What runs and what waits. */
  load(): number;
  /** How much more would start at once. */
  free(): number;
};

/** An empty lane. */
export const createLane = (capacity: number): Lane => {
  const waiting: (() => void)[] = [];
  let load = 0;
  return {
    load: () => load,
    free: () => Math.max(0, capacity - load),
    run: async (work) => {
      load += 1;
      if (load > capacity) await new Promise<void>((resolve) => waiting.push(resolve));
      let inside = true;
      const leave = () => {
        if (!inside) return;
        inside = false;
        load -= 1;
        waiting.shift()?.();
      };
      try {
        return await work(leave);
      } finally {
        leave();
      }
    },
  };
};
