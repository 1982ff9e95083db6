import { SECOND_MS, type WorkMessage } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { createAskAgain } from "./ask-again.ts";
import { createCleanUpWhenDue } from "./clean-up-when-due.ts";
import { finishClosedAccounts } from "./finish-closed-accounts.ts";
import { finishPurges } from "./finish-purges.ts";
import { mendUsedBytes } from "./mend-used-bytes.ts";
import { reapDeadRequests } from "./reap-dead-requests.ts";
import { runSweeps } from "./run-sweeps.ts";

const frequentMs = 30 * SECOND_MS;

// How long those that are done every half minute wait for one of them.
const turnMs = 5 * SECOND_MS;

// Late enough for the first waiting pictures to go first.
const firstMs = 5 * SECOND_MS;

type Options = {
  cleanupCron: string;
  trashDays: number;
  isWorkingOn: (message: WorkMessage) => boolean;
};

/**
 * Starts the scheduled work: shortly after the start and every 30 seconds what must not wait, of which goes on at once what a
 * turn of five seconds was too short for; and beside it the clean-up, where it is due by `cleanupCron` (UTC). `stop` resolves
 * when nothing of it is under way: what was begun ends after the step that it is at.
 */
export const startSchedule = (services: Services, options: Options): { stop: () => Promise<void> } => {
  const { telemetry } = services;
  const stopping = new AbortController();
  const { signal } = stopping;
  const cleanUpWhenDue = createCleanUpWhenDue(services, options);
  const frequent = {
    // First: used bytes are exact a minute after it became quiet (spaceQuietMs), however much else there is to do.
    mendUsedBytes,
    reapDeadRequests,
    finishPurges,
    finishClosedAccounts,
    askAgain: createAskAgain(options.isWorkingOn),
  };
  const sweep = async () => {
    for (let isMoreToDo = true; isMoreToDo && !signal.aborted; ) {
      ({ isMoreToDo } = await runSweeps(services, frequent, { signal, turnMs }));
    }
  };
  const underWay = new Set<Promise<void>>();

  const track = (what: string, work: () => Promise<unknown>) => {
    const done: Promise<void> = work()
      .then(() => {})
      .catch((error: unknown) => {
        telemetry.trackFailure(error, `${what} failed; the next run tries again`, { scheduled: what });
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  };

  let sweeping = false;
  const keepSweeping = async () => {
    if (sweeping) return;
    sweeping = true;
    await track("sweep", sweep);
    sweeping = false;
  };
  const begin = () => {
    void keepSweeping();
    void track("clean-up", () => cleanUpWhenDue(signal));
  };
  const first = setTimeout(begin, firstMs);
  const timer = setInterval(begin, frequentMs);

  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(first);
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
};
