import { AppError, type FileRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { purgeFile } from "../sweeps/purge-file.ts";

type Stored = { sizeBytes: number } | null;

const codeFor = (stored: Stored, { fileSize }: FileRecord) => {
  if (stored === null) return "upload.incomplete";
  return stored.sizeBytes === fileSize ? "upload.digest_wrong" : "upload.length_wrong";
};

/**
 * Removes an upload, in status `purging` by now, whose `stored` bytes are not what was announced. Its sender was told that all
 * had arrived: an operator has to look at it, in the log and among the exceptions.
 */
export const refuseUpload = async (services: Services, file: FileRecord, stored: Stored): Promise<void> => {
  const { userId, fileId, kind, fileSize } = file;
  const error = new AppError(codeFor(stored, file));
  services.telemetry.trackFailure(error, "an upload was removed: its bytes are not what was announced", {
    code: error.code,
    job: "verify",
    userId,
    fileId,
    kind,
    sizeBytes: fileSize,
    foundBytes: stored?.sizeBytes ?? 0,
  });
  await purgeFile(services, file);
};
