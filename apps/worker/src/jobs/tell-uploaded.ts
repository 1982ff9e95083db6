import type { FileRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** Tells that a large upload has become a file, right after the step that made it one, which one delivery only can take. */
export const tellUploaded = (
  { telemetry }: Pick<Services, "telemetry">,
  { userId, fileId, kind, fileSize }: FileRecord,
): void => {
  telemetry.trackEvent("file_uploaded", { userId, fileId, kind, sizeBytes: fileSize });
  telemetry.trackMetric("file_size_bytes", fileSize, { kind });
};
