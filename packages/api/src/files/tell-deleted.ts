import type { FileRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Tells that a file left its owner's library: for the trash, or with `permanent` past it. `before` is the file as the
 * one caller that moved it found it. A file that left before is not told of again, nor an upload that was never told of.
 */
export const tellDeleted = (
  { telemetry }: Pick<Services, "telemetry">,
  { userId, fileId, kind, fileSize, status }: FileRecord,
  { permanent }: { permanent: boolean },
): void => {
  if (status !== "active") return;
  const measures = { fileCount: 1, sizeBytes: fileSize };
  telemetry.trackEvent("file_deleted", { userId, fileId, kind, cause: "owner", permanent, ...measures });
};
