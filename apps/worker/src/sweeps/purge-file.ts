import { blobFolder, type FileRecord, incomingBlobName } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Removes a file in status `purging` for good: links, blobs, renditions, and its row last, so that a purge that dies half-way
 * is found and finished. True for the one caller that removed the row and gave the bytes back. Repeatable.
 */
export const purgeFile = async (
  { db, blobs, now, ownersToCheck }: Services,
  file: Pick<FileRecord, "userId" | "fileId" | "fileSize" | "blobName">,
): Promise<boolean> => {
  const { userId, fileId, fileSize, blobName } = file;
  ownersToCheck.touch(userId, now().getTime());
  await db.shareLinks.removeByFile(userId, fileId);
  await blobs.removeFolder("cloudpix-thumbnails", blobFolder(file));
  await blobs.removeFolder("cloudpix-files", blobFolder(file));
  await blobs.remove({ container: "cloudpix-incoming", name: incomingBlobName(file) });
  const removed = await db.files.remove(userId, fileId, { status: ["purging"], blobName });
  if (removed) await db.users.releaseBytes(userId, fileSize);
  return removed;
};
