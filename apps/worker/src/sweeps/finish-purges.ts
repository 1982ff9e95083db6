import { addMs, SECOND_MS, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { purgeWaiting } from "./purge-waiting.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn, type Turn } from "./turn.ts";

/** Who began a purge revokes its links first; and another worker, or a clean-up, may be at it just now. */
const patienceMs = 10 * SECOND_MS;

const finishBefore = async (services: Services, before: Date, turn: Turn) => {
  const { purged, failed } = await purgeWaiting(
    services,
    { from: "purging", before: toInstant(before) },
    turn,
  );
  return { purgesFinished: purged, purgesLeft: failed };
};

/** Does what is left of a purge: bytes, renditions, links and the row; gives the space back. */
export const finishPurges: Sweep = (services, turn = endlessTurn) =>
  finishBefore(services, addMs(services.now(), -patienceMs), turn);

/**
 * The same with all that wait, also those that were tried a moment ago, so that its counts tell of every file that cannot be
 * purged. Two that are at one file do no harm: its row has one remover.
 */
export const finishAllPurges: Sweep = (services, turn = endlessTurn) =>
  finishBefore(services, addMs(services.now(), 1), turn);
