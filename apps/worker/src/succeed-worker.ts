import { addMs, Instant, toInstant, type WorkerRun, workerStillMs } from "@cloudpix/domain";
import type { Services } from "./services.ts";
import { fewAtOnce } from "./sweeps/few-at-once.ts";

/** Whether it died before it had forgotten whom it stood in for. */
const diedYoung = ({ at, details }: WorkerRun): boolean => {
  const startedAt = Instant.safeParse(details["startedAt"]);
  return startedAt.success && at < toInstant(addMs(new Date(startedAt.data), workerStillMs));
};

/**
 * Forgets one worker that said its last word before this one started and is silent since: this one stands in its place, as
 * where a supervisor starts a worker again that was killed. One only: of three that fell silent two are still missing; but
 * those in between that died within half a minute go too, as each of them was itself a replacement. A worker that was only
 * held up says its next word and is back. False: it cannot be known yet whether there is one.
 */
export const succeedWorker = async (
  { db, now }: Pick<Services, "db" | "now">,
  startedAt: Instant,
): Promise<boolean> => {
  const silentBefore = toInstant(addMs(now(), -workerStillMs));
  if (silentBefore < startedAt) return false;
  const silent = (await db.runs.listWorkers()).filter(({ at }) => at < startedAt);
  await fewAtOnce(silent.filter(diedYoung), async ({ id }) => {
    await db.runs.removeWorker(id);
  });
  for (const worker of silent) {
    if (!diedYoung(worker) && (await db.runs.removeWorker(worker.id))) break;
  }
  return true;
};
