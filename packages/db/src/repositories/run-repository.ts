import type { Instant, RunClaim, RunRecord, WorkerRun, WorkerRunId } from "@cloudpix/domain";

/** Remembers the last word of each piece of background work. Clock of the moments: the writers'. */
export type RunRepository = {
  put(run: RunRecord): Promise<void>;
  get(id: RunRecord["id"]): Promise<RunRecord | null>;
  /**
   * Takes the claim until `until`, or prolongs it, in one atomic step, unless at `at` somebody else holds it; of many that ask
   * at the same moment one gets it. With `until` no later than `at` its holder gives it back. False: it is somebody else's.
   */
  claim(claim: RunClaim): Promise<boolean>;
  /** The last words of all workers, newest first; at most 1,000, among them whoever started after all that died. */
  listWorkers(): Promise<WorkerRun[]>;
  /** Forgets a worker; true for the one caller that did. Repeatable. */
  removeWorker(id: WorkerRunId): Promise<boolean>;
  /** Forgets the workers whose last word is older, at most 1,000 of them; how many it were. */
  removeWorkersBefore(before: Instant): Promise<number>;
};
