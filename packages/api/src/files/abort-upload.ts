import { AppError, type FileId, type FileStatus, type UserRecord } from "@cloudpix/domain";
import { ownFile } from "../access.ts";
import type { Services } from "../services.ts";
import { discardUpload } from "./discard-upload.ts";

const abortable: readonly FileStatus[] = ["uploading", "receiving", "verifying", "active"];

/**
 * Ends an upload that was not completed: nothing of it is left and its space is free. Asked again it answers
 * `file.not_found`: an upload that is gone is aborted already.
 * @throws AppError `file.not_found`; `upload.completed` when it is a file by now, which is deleted, not aborted
 */
export const abortUpload = async (
  services: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<{ fileId: FileId }> => {
  const file = await ownFile(services, user.userId, fileId, abortable);
  if (await discardUpload(services, file)) return { fileId };
  // Somebody was faster: another abort, or the completion.
  const now = await services.db.files.get(user.userId, fileId);
  if (now === null || now.status === "purging") return { fileId };
  throw new AppError("upload.completed");
};
