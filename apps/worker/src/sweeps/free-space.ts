import { type FileRecord, spaceStepMs, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Removes the row of a file and gives its bytes back. True for the one caller that did. A worker that dies in between tells
 * nobody, so the owner's space is marked first and counted when it is quiet around them; where the removal took so long that
 * it may have been counted already, it is counted once more instead.
 */
export const freeSpace = async (
  { db, now }: Pick<Services, "db" | "now">,
  { userId, fileId, fileSize, blobName }: Pick<FileRecord, "userId" | "fileId" | "fileSize" | "blobName">,
): Promise<boolean> => {
  const marked = now();
  await db.users.markSpace(userId, toInstant(marked));
  if (!(await db.files.remove(userId, fileId, { status: ["purging"], blobName }))) return false;
  const at = now();
  const isLate = at.getTime() - marked.getTime() > spaceStepMs;
  if (isLate) await db.users.markSpace(userId, toInstant(at));
  else await db.users.releaseBytes(userId, fileSize, toInstant(at));
  return true;
};
