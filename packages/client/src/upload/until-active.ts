import { CloudPixError, isCloudPixError } from "../cloudpix-error.ts";
import { pause } from "../pause.ts";
import type { Procedures } from "../procedures.ts";
import type { FileView } from "./upload-options.ts";

const longestPauseMs = 5_000;

/**
 * Waits until a worker has verified the file. Asks often at first, then every 5 s.
 * @throws CloudPixError `upload.digest_wrong` when the bytes were not what was announced and are gone; the signal's reason
 */
export const untilActive = async (
  procedures: Procedures,
  file: FileView,
  signal: AbortSignal | undefined,
): Promise<FileView> => {
  let now = file;
  for (let waitMs = 250; now.status === "verifying"; waitMs = Math.min(longestPauseMs, waitMs * 2)) {
    await pause(waitMs, signal);
    now = await procedures.files.get
      .query({ fileId: file.fileId }, signal === undefined ? {} : { signal })
      .catch((error: unknown) => {
        throw isCloudPixError(error, "file.not_found")
          ? new CloudPixError("upload.digest_wrong", { cause: error })
          : error;
      });
  }
  return now;
};
