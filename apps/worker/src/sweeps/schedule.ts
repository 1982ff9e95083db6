import { SECOND_MS, type WorkMessage } from "@cloudpix/domain";
import { Cron } from "croner";
import type { Services } from "../services.ts";
import { createAskAgain } from "./ask-again.ts";
import { createCleanUp } from "./clean-up.ts";
import { finishClosedAccounts } from "./finish-closed-accounts.ts";
import { finishPurges } from "./finish-purges.ts";
import { recallOwners } from "./interrupted-owners.ts";
import { mendUsedBytes } from "./mend-used-bytes.ts";
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
 * Starts the scheduled work: the clean-up at `cleanupCron` (UTC) and every 30 seconds what must not wait for it, both of them
 * also once shortly after the start; of that, what is left after a turn of five seconds goes on at once. `stop` resolves when nothing of it
 * is under way: what was begun ends after the step that it is at.
 */
export const startSchedule = (services: Services, options: Options): { stop: () => Promise<void> } => {
  const { log, telemetry } = services;
  const stopping = new AbortController();
  const { signal } = stopping;
  const runCleanUp = createCleanUp(services, options);
  const cleanUp = () =>
    telemetry.inSpan("cleanup", { kind: "consumer" }, async (span) => {
      const { sweepsFailed } = await runCleanUp(signal);
      span.set({ sweepsFailed });
      if (sweepsFailed > 0) span.fail();
    });
  const frequent = {
    finishPurges,
    finishClosedAccounts,
    mendUsedBytes,
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
        log.warn({ err: error }, `${what} failed; the next run tries again`);
        telemetry.trackException(error, { scheduled: what });
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  };

  void track("recalling owners", () => recallOwners(services));
  const cron = new Cron(options.cleanupCron, { timezone: "UTC" }, () => track("clean-up", cleanUp));
  let sweeping = false;
  const keepSweeping = async () => {
    if (sweeping) return;
    sweeping = true;
    await track("sweep", sweep);
    sweeping = false;
  };
  const first = setTimeout(() => {
    void keepSweeping();
    void track("clean-up", cleanUp);
  }, firstMs);
  const timer = setInterval(keepSweeping, frequentMs);

  return {
    stop: async () => {
      stopping.abort();
      cron.stop();
      clearTimeout(first);
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
};
