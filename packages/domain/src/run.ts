import { z } from "zod";
import { newUuidV7 } from "./ids.ts";
import { Instant } from "./instant.ts";
import { HOUR_MS, SECOND_MS } from "./limits.ts";

/** Names the row of one worker, for as long as it runs: any number of them may. */
export const WorkerRunId = z.templateLiteral(["worker-heartbeat.", z.uuid()]);
export type WorkerRunId = z.infer<typeof WorkerRunId>;

/** The name of a worker that starts now. */
export const newWorkerRunId = (now: Date): WorkerRunId => `worker-heartbeat.${newUuidV7(now)}`;

/** After this long without a word, or without a turn of its loop, a worker stands still. It says a word every 10 seconds. */
export const workerStillMs = 30 * SECOND_MS;

/** How long a worker that fell silent is remembered beside those that live. */
export const silentWorkerMs = HOUR_MS;

/**
 * The last word of background work: a worker's heartbeat, the last clean-up, who is at the next one, how far the walk over
 * the blobs has come. `id` says which.
 */
export const RunRecord = z.strictObject({
  id: z.union([z.enum(["cleanup", "cleanup-claim", "orphan-walk"]), WorkerRunId]),
  at: Instant,
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** The last word of one worker. */
export const WorkerRun = RunRecord.extend({ id: WorkerRunId });
export type WorkerRun = z.infer<typeof WorkerRun>;

/** Work that one of several does for all: `holder` is at it, and nobody else begins it before `until`. */
export const RunClaim = z.strictObject({
  id: z.literal("cleanup-claim"),
  holder: z.uuid(),
  at: Instant,
  until: Instant,
});
export type RunClaim = z.infer<typeof RunClaim>;

/** No claim is made for longer: one that ends later was made by a clock that is wrong, and counts for nothing. */
export const longestClaimMs = HOUR_MS;
