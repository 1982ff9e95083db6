import type { Services } from "../services.ts";
import type { Sweep, SweepCounts } from "./sweep.ts";
import { beginTurn } from "./turn.ts";

/** How a round of sweeps went. */
export type SweepsEnd = {
  counts: SweepCounts & { sweepsFailed: number };
  /** Some of them would have done more, had their turn been longer. */
  isMoreToDo: boolean;
};

/**
 * Runs sweeps one after another, each for a turn of its own: until `signal` ends it, or `turnMs` have passed where given. One
 * that fails is logged, reported and counted under `sweepsFailed`, and does not keep the others from running.
 */
export const runSweeps = async (
  services: Services,
  sweeps: Readonly<Record<string, Sweep>>,
  { signal, turnMs }: { signal: AbortSignal; turnMs?: number },
): Promise<SweepsEnd> => {
  const counts: SweepCounts = {};
  let sweepsFailed = 0;
  let isMoreToDo = false;
  for (const [name, sweep] of Object.entries(sweeps)) {
    if (signal.aborted) break;
    const turn = beginTurn(services, { signal, ...(turnMs === undefined ? {} : { ms: turnMs }) });
    try {
      Object.assign(counts, await sweep(services, turn));
    } catch (error) {
      sweepsFailed += 1;
      services.telemetry.trackFailure(error, "sweep failed; the next run tries again", { sweep: name });
    }
    isMoreToDo ||= turn.isAnotherAskedFor();
  }
  return { counts: { ...counts, sweepsFailed }, isMoreToDo };
};
