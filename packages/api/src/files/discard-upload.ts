import { type FileRecord, incomingBlobName } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Leaves nothing of an upload that failed its checks: the bytes first, then the row by the one caller that wins, then the
 * space. While the row is there nobody can begin anew under the same id, so what is removed is never somebody's new try.
 */
export const discardUpload = async ({ db, blobs }: Services, file: FileRecord): Promise<void> => {
  await blobs.remove({ container: "cloudpix-incoming", name: incomingBlobName(file) });
  await blobs.remove({ container: "cloudpix-files", name: file.blobName });
  const removed = await db.files.remove(file.userId, file.fileId, { status: ["uploading"] });
  if (removed) await db.users.releaseBytes(file.userId, file.fileSize);
};
