import { addMs, HOUR_MS, limits, toInstant } from "@cloudpix/domain";
import { purgeWaiting } from "./purge-waiting.ts";
import type { Sweep } from "./sweep.ts";

/** Removes uploads that were begun and not completed within a day, with whatever of them arrived, and gives their bytes back. */
export const reapAbandonedUploads: Sweep = async (services) => {
  const before = toInstant(addMs(services.now(), -limits.abandonedUploadHours * HOUR_MS));
  const { purged, failed } = await purgeWaiting(services, "uploading", before);
  return { uploadsReaped: purged, uploadsLeft: failed };
};
