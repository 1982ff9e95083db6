import type { FileRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Tells that there is one file more, right after the step that made it active, which one caller only can take. An
 * upload that is still being verified is none yet: the worker tells of it.
 */
export const tellUploaded = (
  { telemetry }: Pick<Services, "telemetry">,
  { userId, fileId, kind, fileSize, status }: FileRecord,
): void => {
  if (status !== "active") return;
  telemetry.trackEvent("file_uploaded", { userId, fileId, kind, sizeBytes: fileSize });
  telemetry.trackMetric("file_size_bytes", fileSize, { kind });
};
