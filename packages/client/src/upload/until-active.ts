import { CloudPixError, isCloudPixError } from "../cloudpix-error.ts";
import { pause } from "../pause.ts";
import type { Procedures } from "../procedures.ts";
import type { FileView } from "./upload-options.ts";

const longestPauseMs = 5_000;

/** Nobody is told which of the two it was. */
const goneSentence =
  "The file is gone: before it was verified it was deleted, or its bytes were not those that were sent.";

const asGone = ({ status, requestId, cause }: CloudPixError): CloudPixError =>
  new CloudPixError("file.not_found", { message: goneSentence, status, requestId, cause });

/**
 * Waits until a worker has verified the file. Asks often at first, then every 5 s. An abort ends the waiting, and the
 * file is answered as it was last seen: it is its owner's by now.
 * @throws CloudPixError `file.not_found` when it is gone
 */
export const untilActive = async (
  procedures: Procedures,
  file: FileView,
  signal: AbortSignal | undefined,
): Promise<FileView> => {
  let now = file;
  try {
    for (let waitMs = 250; now.status === "verifying"; waitMs = Math.min(longestPauseMs, waitMs * 2)) {
      await pause(waitMs, signal);
      now = await procedures.files.get.query({ fileId: file.fileId }, { signal });
    }
  } catch (error) {
    if (isCloudPixError(error, "file.not_found")) throw asGone(error);
    if (!signal?.aborted) throw error;
  }
  return now;
};
