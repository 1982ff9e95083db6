import { AppError, type FileId, toInstant, type UserRecord } from "@cloudpix/domain";
import { visibleStatuses } from "../access.ts";
import type { Services } from "../services.ts";
import { tellEnded } from "../shares/tell-ended.ts";
import { moveFile } from "./move-file.ts";
import { tellDeleted } from "./tell-deleted.ts";

/**
 * Moves a file to the trash and ends its links for good, from the next request on: the file goes first, and no link
 * opens without it. Asked again for a file in the trash, it ends what a crash left of the links, then answers 404.
 * @throws AppError `file.not_found`
 */
export const deleteFile = async (
  services: Services,
  { userId }: UserRecord,
  fileId: FileId,
): Promise<{ fileId: FileId }> => {
  const before = await moveFile(services, userId, fileId, { from: visibleStatuses, to: "trashed" });
  if (before !== null) tellDeleted(services, before, { permanent: false });
  const { db, now } = services;
  const revokedCount = await db.shareLinks.revokeByFile(userId, fileId, toInstant(now()));
  tellEnded(services, { userId, fileId, cause: "file", revokedCount });
  if (before === null) throw new AppError("file.not_found");
  return { fileId };
};
