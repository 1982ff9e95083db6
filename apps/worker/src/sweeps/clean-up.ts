import { toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { doubtUsedBytes } from "./doubt-used-bytes.ts";
import { finishClosedAccounts } from "./finish-closed-accounts.ts";
import { finishPurges } from "./finish-purges.ts";
import { createPurgeTrash } from "./purge-trash.ts";
import { reapAbandonedUploads } from "./reap-abandoned-uploads.ts";
import { removeDueLinks } from "./remove-due-links.ts";
import { removeDueTokens } from "./remove-due-tokens.ts";
import { createRemoveOrphanBlobs, type OrphanCursors } from "./remove-orphan-blobs.ts";
import { removeOverThrottles } from "./remove-over-throttles.ts";
import { removeSilentWorkers } from "./remove-silent-workers.ts";
import { runSweeps } from "./run-sweeps.ts";

/**
 * Makes the daily clean-up: links, tokens, abandoned uploads, trash, purges, closed accounts, throttles, workers long silent,
 * then blobs that all of these left, and last whether everybody's used bytes are right. Each run is logged, counted as
 * `cleanup_completed` and recorded in `runs`; the answer says how many of its sweeps failed. A call while one is under way
 * joins it.
 */
export const createCleanUp = (
  services: Services,
  settings: { trashDays: number },
): (() => Promise<{ sweepsFailed: number }>) => {
  const cursors: OrphanCursors = {};
  const sweeps = {
    removeDueLinks,
    removeDueTokens,
    reapAbandonedUploads,
    purgeTrash: createPurgeTrash(settings.trashDays),
    finishPurges,
    finishClosedAccounts,
    removeOverThrottles,
    removeSilentWorkers,
    removeOrphanBlobs: createRemoveOrphanBlobs({ cursors }),
    doubtUsedBytes,
  };
  const run = async () => {
    const begun = services.now();
    const counts = await runSweeps(services, sweeps);
    const details = { ...counts, durationMs: services.now().getTime() - begun.getTime() };
    services.log.info(details, "clean-up done");
    services.telemetry.trackEvent("cleanup_completed", details);
    await services.db.runs.put({ id: "cleanup", at: toInstant(services.now()), details });
    return { sweepsFailed: counts.sweepsFailed };
  };
  let running: Promise<{ sweepsFailed: number }> | undefined;
  return () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
};
