import { addMs, DAY_MS, toInstant } from "@cloudpix/domain";
import { purgeWaiting } from "./purge-waiting.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

/** Makes the sweep that purges files which lay in the trash for `trashDays`. */
export const createPurgeTrash =
  (trashDays: number): Sweep =>
  async (services, turn = endlessTurn) => {
    const before = toInstant(addMs(services.now(), -trashDays * DAY_MS));
    const { purged, failed } = await purgeWaiting(services, { from: "trashed", before }, turn);
    return { trashPurged: purged, trashLeft: failed };
  };
