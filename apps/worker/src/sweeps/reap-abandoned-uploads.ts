import { addMs, HOUR_MS, limits, toInstant } from "@cloudpix/domain";
import { purgeWaiting } from "./purge-waiting.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

/** Removes uploads that were begun and not completed within a day, with whatever of them arrived, and gives their bytes back. */
export const reapAbandonedUploads: Sweep = async (services, turn = endlessTurn) => {
  const before = toInstant(addMs(services.now(), -limits.abandonedUploadHours * HOUR_MS));
  const { purged, failed } = await purgeWaiting(services, { from: "uploading", before }, turn);
  return { uploadsReaped: purged, uploadsLeft: failed };
};
