import { addMs, receivingDeadMs, toInstant } from "@cloudpix/domain";
import { purgeWaiting } from "./purge-waiting.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

/** Removes files whose request died while it received them, with whatever of them arrived, and gives their bytes back. */
export const reapDeadRequests: Sweep = async (services, turn = endlessTurn) => {
  const before = toInstant(addMs(services.now(), -receivingDeadMs));
  const { purged, failed } = await purgeWaiting(services, { from: "receiving", before }, turn);
  return { requestsReaped: purged, requestsLeft: failed };
};
