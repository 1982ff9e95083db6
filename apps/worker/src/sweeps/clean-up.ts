import { toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { doubtUsedBytes } from "./doubt-used-bytes.ts";
import { finishClosedAccounts } from "./finish-closed-accounts.ts";
import { finishAllPurges } from "./finish-purges.ts";
import { createPurgeTrash } from "./purge-trash.ts";
import { reapAbandonedUploads } from "./reap-abandoned-uploads.ts";
import { removeDueLinks } from "./remove-due-links.ts";
import { removeDueTokens } from "./remove-due-tokens.ts";
import { createRemoveOrphanBlobs } from "./remove-orphan-blobs.ts";
import { removeOverThrottles } from "./remove-over-throttles.ts";
import { removeSilentWorkers } from "./remove-silent-workers.ts";
import { runSweeps } from "./run-sweeps.ts";
import type { SweepCounts } from "./sweep.ts";

/** How many files, accounts and blobs could not be removed because something failed: bytes of people who deleted them stay. */
const failedRemovals = ({
  uploadsLeft = 0,
  trashLeft = 0,
  purgesLeft = 0,
  accountsFailed = 0,
  orphansLeft = 0,
}: SweepCounts): number => uploadsLeft + trashLeft + purgesLeft + accountsFailed + orphansLeft;

/**
 * How a clean-up ended: sweeps that failed as a whole, single things that a sweep could not remove; `isComplete` is false of
 * one that was stopped, which is nowhere recorded.
 */
export type CleanUpEnd = { sweepsFailed: number; removalsFailed: number; isComplete: boolean };

/**
 * Makes the daily clean-up: links, tokens, abandoned uploads, trash, purges, closed accounts, throttles, workers long silent,
 * then blobs that all of these left, and last whether everybody's used bytes are right. Each has as long as it takes, unless
 * `signal` stops it. A run that came to its end is logged, counted as `cleanup_completed` and recorded in `runs`. A call while
 * one is under way joins it.
 */
export const createCleanUp = (
  services: Services,
  settings: { trashDays: number },
): ((signal?: AbortSignal) => Promise<CleanUpEnd>) => {
  const sweeps = {
    removeDueLinks,
    removeDueTokens,
    reapAbandonedUploads,
    purgeTrash: createPurgeTrash(settings.trashDays),
    finishAllPurges,
    finishClosedAccounts,
    removeOverThrottles,
    removeSilentWorkers,
    removeOrphanBlobs: createRemoveOrphanBlobs(),
    doubtUsedBytes,
  };
  const run = async (signal: AbortSignal): Promise<CleanUpEnd> => {
    const begun = services.now();
    const { counts } = await runSweeps(services, sweeps, { signal });
    const { sweepsFailed } = counts;
    const removalsFailed = failedRemovals(counts);
    const details = { ...counts, removalsFailed, durationMs: services.now().getTime() - begun.getTime() };
    if (signal.aborted) {
      services.log.info(details, "clean-up stopped; the next one goes on");
      return { sweepsFailed, removalsFailed, isComplete: false };
    }
    services.log.info(details, "clean-up done");
    services.telemetry.trackEvent("cleanup_completed", details);
    await services.db.runs.put({ id: "cleanup", at: toInstant(services.now()), details });
    return { sweepsFailed, removalsFailed, isComplete: true };
  };
  let running: Promise<CleanUpEnd> | undefined;
  return (signal = new AbortController().signal) => {
    running ??= run(signal).finally(() => {
      running = undefined;
    });
    return running;
  };
};
