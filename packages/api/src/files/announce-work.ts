import type { FileRecord, WorkMessage } from "@cloudpix/domain";
import type { Services } from "../services.ts";

const messageAbout = ({ userId, fileId, status, thumbnail }: FileRecord): WorkMessage | null => {
  if (status === "verifying") return { type: "verify", userId, fileId };
  return thumbnail.state === "pending" ? { type: "thumbnail", userId, fileId } : null;
};

/**
 * Tells the worker what a file waits for. Never fails: a queue that does not answer now is no reason to refuse, because
 * the worker's sweep finds what stayed waiting.
 */
export const announceWork = async (
  { queue, log }: Pick<Services, "queue" | "log">,
  file: FileRecord,
): Promise<void> => {
  const message = messageAbout(file);
  if (message === null) return;
  await queue
    .send(message)
    .catch((error: unknown) => log.warn({ err: error, fileId: file.fileId }, "enqueue failed"));
};
