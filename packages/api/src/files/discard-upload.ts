import { type FileRecord, incomingBlobName } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Leaves nothing of an upload that failed its checks: the row first, by the one caller that wins, then the space, then
 * the bytes. A crash on the way leaves only blobs without a row, which the clean-up removes.
 */
export const discardUpload = async ({ db, blobs }: Services, file: FileRecord): Promise<void> => {
  const removed = await db.files.remove(file.userId, file.fileId, { status: ["uploading"] });
  if (!removed) return;
  await db.users.releaseBytes(file.userId, file.fileSize);
  await blobs.remove({ container: "cloudpix-incoming", name: incomingBlobName(file) });
  await blobs.remove({ container: "cloudpix-files", name: file.blobName });
};
