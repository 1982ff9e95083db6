import { AppError, type FileId, toInstant, type UserRecord } from "@cloudpix/domain";
import { visibleStatuses } from "../access.ts";
import type { Services } from "../services.ts";

/**
 * Moves a file to the trash and ends its links for good, from the next request on: the file goes first, and no link
 * opens without it. Asked again for a file in the trash, it ends what a crash left of the links, then answers 404.
 * @throws AppError `file.not_found`
 */
export const deleteFile = async (
  { db, telemetry, now }: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<{ fileId: FileId }> => {
  const at = toInstant(now());
  const trashed = await db.files.update(
    user.userId,
    fileId,
    { status: "trashed", statusDate: at },
    { status: visibleStatuses },
  );
  await db.shareLinks.revokeByFile(user.userId, fileId, at);
  if (trashed === null) throw new AppError("file.not_found");
  telemetry.trackEvent("file_deleted", {
    userId: user.userId,
    kind: trashed.kind,
    sizeBytes: trashed.fileSize,
  });
  return { fileId };
};
