/** Is told what keeps telemetry from arriving; null: it arrives again. */
export type ArrivalListener = (problem: Error | null) => void;

/** Whether what was last sent arrived, and somebody who is told when that changes. */
export type Arrival = {
  /** What became of what was last sent; null: it arrived. */
  note(problem: Error | null): void;
  /** True before anything was sent. */
  isWell(): boolean;
  /** `listener` takes the place of the one before, and is told at once of a problem that lasts. */
  watch(listener: ArrivalListener): void;
};

/** Nothing was sent yet. */
export const createArrival = (): Arrival => {
  let problem: Error | null = null;
  let tell: ArrivalListener = () => {};
  return {
    note: (next) => {
      const changes = (next === null) !== (problem === null);
      problem = next;
      if (changes) tell(problem);
    },
    isWell: () => problem === null,
    watch: (listener) => {
      tell = listener;
      if (problem !== null) tell(problem);
    },
  };
};
