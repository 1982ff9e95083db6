import { type FileRecord, uploadedFacts } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Tells that there is one file more, right after the step that made it active, which one caller only can take. An
 * upload that is still being verified is none yet: the worker tells of it.
 */
export const tellUploaded = ({ telemetry }: Pick<Services, "telemetry">, file: FileRecord): void => {
  if (file.status !== "active") return;
  const facts = uploadedFacts(file);
  telemetry.trackEvent("file_uploaded", facts);
  telemetry.trackMetric("file_size_bytes", facts.sizeBytes, { kind: facts.kind });
};
