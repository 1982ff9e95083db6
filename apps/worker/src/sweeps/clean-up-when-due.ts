import { Cron } from "croner";
import type { Services } from "../services.ts";
import { createCleanUp } from "./clean-up.ts";
import { holdingClaim } from "./holding-claim.ts";
import { isCleanUpDue } from "./is-clean-up-due.ts";

/**
 * Makes what does the clean-up if it is due and no other worker is at it; to be called often. `signal` stops it: then, or when
 * a worker dies, it is still due, and whoever asks next goes on. A call while one is under way here is none.
 */
export const createCleanUpWhenDue = (
  services: Services,
  { cleanupCron, trashDays }: { cleanupCron: string; trashDays: number },
): ((signal: AbortSignal) => Promise<void>) => {
  const { db, telemetry, now } = services;
  const cron = new Cron(cleanupCron, { timezone: "UTC", paused: true });
  const cleanUp = createCleanUp(services, { trashDays });
  const isDue = async () => isCleanUpDue(await db.runs.get("cleanup"), cron, now());

  const cleanUpAsOperation = (signal: AbortSignal) =>
    telemetry.inSpan("cleanup", { kind: "consumer" }, async (span) => {
      const { sweepsFailed, removalsFailed } = await cleanUp(signal);
      span.set({ sweepsFailed, removalsFailed });
      if (sweepsFailed + removalsFailed > 0) span.fail();
    });

  let isUnderWay = false;
  return async (stopping) => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      if (!(await isDue())) return;
      await holdingClaim(services, "cleanup-claim", stopping, async (signal) => {
        // Another may have come to its end between the question and the claim.
        if (await isDue()) await cleanUpAsOperation(signal);
      });
    } finally {
      isUnderWay = false;
    }
  };
};
