import { AppError, type FileId, type FileStatus, toInstant, type UserRecord } from "@cloudpix/domain";
import { visibleStatuses } from "../access.ts";
import type { Services } from "../services.ts";
import { tellEnded } from "../shares/tell-ended.ts";
import { moveFile } from "./move-file.ts";
import { tellDeleted } from "./tell-deleted.ts";

const purgeable: readonly FileStatus[] = [...visibleStatuses, "trashed"];

/**
 * Removes a file for good, from the trash or past it: gone from the next request on, its links with it. The worker
 * removes its bytes and gives its space back within a minute, also when something dies on the way. Repeatable until then.
 * @throws AppError `file.not_found`
 */
export const purgeFile = async (
  services: Services,
  { userId }: UserRecord,
  fileId: FileId,
): Promise<{ fileId: FileId }> => {
  const { db, now } = services;
  const before = await moveFile(services, userId, fileId, { from: purgeable, to: "purging" });
  if (before !== null) tellDeleted(services, before, { permanent: true });
  const revokedCount = await db.shareLinks.revokeByFile(userId, fileId, toInstant(now()));
  tellEnded(services, { userId, fileId, cause: "file", revokedCount });
  if (before !== null) return { fileId };
  const current = await db.files.get(userId, fileId);
  if (current?.status !== "purging") throw new AppError("file.not_found");
  return { fileId };
};
