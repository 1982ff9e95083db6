import type { Services } from "../services.ts";
import type { Sweep, SweepCounts } from "./sweep.ts";

/** Runs sweeps one after another. One that fails is logged, reported and counted under `sweepsFailed`, and does not keep the others from running. */
export const runSweeps = async (
  services: Services,
  sweeps: Readonly<Record<string, Sweep>>,
): Promise<SweepCounts & { sweepsFailed: number }> => {
  const counts: SweepCounts = {};
  let sweepsFailed = 0;
  for (const [name, sweep] of Object.entries(sweeps)) {
    try {
      Object.assign(counts, await sweep(services));
    } catch (error) {
      sweepsFailed += 1;
      services.log.warn({ err: error, sweep: name }, "sweep failed; the next run tries again");
      services.telemetry.trackException(error, { sweep: name });
    }
  }
  return { ...counts, sweepsFailed };
};
