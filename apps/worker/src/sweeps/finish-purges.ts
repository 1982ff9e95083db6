import { addMs, SECOND_MS, toInstant } from "@cloudpix/domain";
import { purgeWaiting } from "./purge-waiting.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

/** Who began a purge revokes its links first; and another worker, or a clean-up, may be at it just now. */
const patienceMs = 10 * SECOND_MS;

/** Does what is left of a purge: bytes, renditions, links and the row; gives the space back. */
export const finishPurges: Sweep = async (services, turn = endlessTurn) => {
  const before = toInstant(addMs(services.now(), -patienceMs));
  const { purged, failed } = await purgeWaiting(services, { from: "purging", before }, turn);
  return { purgesFinished: purged, purgesLeft: failed };
};
