import { addMs, type Instant, toInstant, workerStillMs } from "@cloudpix/domain";
import type { Services } from "./services.ts";

/**
 * Forgets one worker that said its last word before this one started and is silent since: this one stands in its place, as
 * where a supervisor starts a worker again that was killed. One only: of three that fell silent two are still missing. A
 * worker that was only held up says its next word and is back. False: it cannot be known yet whether there is one.
 */
export const succeedWorker = async (
  { db, now }: Pick<Services, "db" | "now">,
  startedAt: Instant,
): Promise<boolean> => {
  const silentBefore = toInstant(addMs(now(), -workerStillMs));
  if (silentBefore < startedAt) return false;
  for (const { id, at } of await db.runs.listWorkers()) {
    if (at < startedAt && (await db.runs.removeWorker(id))) break;
  }
  return true;
};
