import type { FileRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** Tells whoever watches that there is one file more. */
export const tellUploaded = (
  { telemetry }: Pick<Services, "telemetry">,
  { userId, kind, fileSize }: FileRecord,
): void => {
  telemetry.trackEvent("file_uploaded", { userId, kind, sizeBytes: fileSize });
  telemetry.trackMetric("file_size_bytes", fileSize, { kind });
};
