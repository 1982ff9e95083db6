import { type FileRecord, uploadedFacts } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** Tells that a large upload has become a file, right after the step that made it one, which one delivery only can take. */
export const tellUploaded = ({ telemetry }: Pick<Services, "telemetry">, file: FileRecord): void => {
  const facts = uploadedFacts(file);
  telemetry.trackEvent("file_uploaded", facts);
  telemetry.trackMetric("file_size_bytes", facts.sizeBytes, { kind: facts.kind });
};
