import { isCloudPixError } from "../cloudpix-error.ts";
import { orAborted } from "../or-aborted.ts";
import type { Procedures } from "../procedures.ts";

/** Whoever gave up is not kept waiting longer than this. */
const patienceMs = 5_000;

/**
 * Gives back the space of an upload that will not be completed. True when it is complete already, and so a file that
 * stays. Never throws: space that cannot be given back now the server gives back after a day.
 */
export const endUpload = async (procedures: Procedures, fileId: string): Promise<boolean> => {
  try {
    await procedures.files.abortUpload.mutate({ fileId }, { signal: AbortSignal.timeout(patienceMs) });
    return false;
  } catch (error) {
    return isCloudPixError(error, "upload.completed");
  }
};

/** The same for an upload whose announcement was not answered yet. */
export const endAnnounced = async (
  procedures: Procedures,
  asked: Promise<{ fileId: string }>,
): Promise<void> => {
  const ended = asked.then(({ fileId }) => endUpload(procedures, fileId));
  // Without an answer there is nothing to give back.
  await orAborted(ended, AbortSignal.timeout(patienceMs)).catch(() => undefined);
};
