import { HOUR_MS, type WorkMessage } from "@cloudpix/domain";
import { createDurationFigures } from "@cloudpix/telemetry";
import type { JobOutcome } from "./jobs/job.ts";

/** What this worker counts of its jobs since its start, for the operator; thumbnail times are those of the last hour. */
export type JobFigures = {
  /** A job that came to an end; `skipped` ones are done too, but their time says nothing. */
  done(type: WorkMessage["type"], outcome: JobOutcome, durationMs: number): void;
  /** A try that failed; the message comes again. */
  failed(): void;
  setAside(): void;
  read(): Record<string, number | null>;
};

/** Figures of a worker that has done nothing yet. */
export const createJobFigures = (): JobFigures => {
  const thumbnails = createDurationFigures(HOUR_MS);
  const counts = { jobsDone: 0, jobsFailed: 0, jobsSetAside: 0, thumbnailsReady: 0, thumbnailsRefused: 0 };
  return {
    done: (type, outcome, durationMs) => {
      counts.jobsDone += 1;
      if (type !== "thumbnail" || outcome === "skipped") return;
      counts[outcome === "ready" ? "thumbnailsReady" : "thumbnailsRefused"] += 1;
      thumbnails.record(durationMs);
    },
    failed: () => {
      counts.jobsFailed += 1;
    },
    setAside: () => {
      counts.jobsSetAside += 1;
    },
    read: () => {
      const { count, p50Ms, p95Ms, p99Ms, maxMs } = thumbnails.read();
      return {
        ...counts,
        thumbnailCount: count,
        thumbnailP50Ms: p50Ms,
        thumbnailP95Ms: p95Ms,
        thumbnailP99Ms: p99Ms,
        thumbnailMaxMs: maxMs,
      };
    },
  };
};
