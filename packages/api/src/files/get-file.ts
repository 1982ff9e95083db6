import { type FileId, type FileView, toInstant, type UserRecord } from "@cloudpix/domain";
import { ownFile } from "../access.ts";
import type { Services } from "../services.ts";
import { toFileView } from "./file-view.ts";

/** One file of the user. @throws AppError `file.not_found` */
export const getFile = async (services: Services, user: UserRecord, fileId: FileId): Promise<FileView> => {
  const file = await ownFile(services, user.userId, fileId);
  const shareCounts = await services.db.shareLinks.countLive(
    user.userId,
    [fileId],
    toInstant(services.now()),
  );
  return toFileView(services, file, shareCounts.get(fileId) ?? 0);
};
