import { AppError, type FileId, type UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { discardUpload } from "./discard-upload.ts";

/**
 * Ends an upload that was not completed: nothing of it is left and its space is free. Repeatable: an upload that is gone
 * is aborted already.
 * @throws AppError `upload.completed` when it is a file by now; that one is deleted, not aborted
 */
export const abortUpload = async (
  services: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<{ fileId: FileId }> => {
  const file = await services.db.files.get(user.userId, fileId);
  if (file === null || file.status === "purging") return { fileId };
  if (await discardUpload(services, file)) return { fileId };
  // Somebody was faster: another abort, or the completion.
  const now = await services.db.files.get(user.userId, fileId);
  if (now === null || now.status === "purging") return { fileId };
  throw new AppError("upload.completed");
};
