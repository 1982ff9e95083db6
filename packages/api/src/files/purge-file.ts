import { AppError, type FileId, type FileStatus, toInstant, type UserRecord } from "@cloudpix/domain";
import { visibleStatuses } from "../access.ts";
import type { Services } from "../services.ts";

const purgeable: readonly FileStatus[] = [...visibleStatuses, "trashed"];

/**
 * Removes a file for good, from the trash or past it: gone from the next request on, its links with it. The worker
 * removes its bytes and gives its space back within two minutes, also when something dies on the way. Repeatable until then.
 * @throws AppError `file.not_found`
 */
export const purgeFile = async (
  { db, telemetry, now }: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<{ fileId: FileId }> => {
  const at = toInstant(now());
  const purging = { status: "purging", statusDate: at } as const;
  const purged = await db.files.update(user.userId, fileId, purging, { status: purgeable });
  await db.shareLinks.revokeByFile(user.userId, fileId, at);
  if (purged === null) {
    const before = await db.files.get(user.userId, fileId);
    if (before?.status !== "purging") throw new AppError("file.not_found");
    return { fileId };
  }
  telemetry.trackEvent("file_deleted", {
    userId: user.userId,
    kind: purged.kind,
    sizeBytes: purged.fileSize,
  });
  return { fileId };
};
