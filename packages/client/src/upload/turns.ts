import { orAborted } from "../or-aborted.ts";

/** Lets somebody do something when it is their turn. */
export type Turns = {
  /** What `work` comes to; it may wait for its turn. @throws the signal's reason when aborted meanwhile */
  take<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
  /** From now on one at a time, in the order they come. */
  narrow(): void;
};

/** Turns of all at once, until they are narrowed. */
export const createTurns = (): Turns => {
  let isNarrow = false;
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (work, signal) => {
      if (!isNarrow) return work();
      const turn = orAborted(last, signal).then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
    narrow: () => {
      isNarrow = true;
    },
  };
};
