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
  { queue, telemetry }: Pick<Services, "queue" | "telemetry">,
  file: FileRecord,
): Promise<void> => {
  const message = messageAbout(file);
  if (message === null) return;
  await queue
    .send(message)
    .catch((error: unknown) =>
      telemetry.trackFailure(error, "enqueue failed", { fileId: file.fileId, job: message.type }),
    );
};
