import type { FileRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** How a picture's drawing ended: `reason` says why it failed; `durationMs` is null where nobody measured it. */
type Ending = { reason: string | null; durationMs: number | null };

/** Tells how a picture was drawn, right after the step that recorded it, which one delivery only can take. */
export const tellThumbnail = (
  { telemetry }: Pick<Services, "telemetry">,
  { userId, fileId, kind, fileSize }: FileRecord,
  { reason, durationMs }: Ending,
): void => {
  if (durationMs !== null) telemetry.trackMetric("thumbnail_duration_ms", durationMs, { kind });
  const facts = { userId, fileId, kind, sizeBytes: fileSize, durationMs };
  if (reason === null) telemetry.trackEvent("thumbnail_ready", facts);
  else telemetry.trackEvent("thumbnail_failed", { ...facts, reason });
};
