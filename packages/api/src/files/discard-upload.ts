import { type FileRecord, incomingBlobName, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { markSpace, releaseSpace } from "./release-space.ts";

/**
 * Leaves nothing of an upload. The row is claimed first, so that no completion of the same moment ends up without its
 * bytes; then the bytes, the row, the space. What a failing storage leaves half-done the worker's sweep finishes. False
 * when the upload was not there to be claimed.
 */
export const discardUpload = async (services: Services, file: FileRecord): Promise<boolean> => {
  const { db, blobs, now } = services;
  const { userId, fileId } = file;
  const purging = { status: "purging", statusDate: toInstant(now()) } as const;
  const claimed = await db.files.update(userId, fileId, purging, {
    status: ["uploading", "receiving"],
    blobName: file.blobName,
  });
  if (claimed === null) return false;
  await blobs.remove({ container: "cloudpix-incoming", name: incomingBlobName(file) });
  await blobs.remove({ container: "cloudpix-files", name: file.blobName });
  const marked = await markSpace(services, userId);
  if (await db.files.remove(userId, fileId, { status: ["purging"], blobName: file.blobName })) {
    // What the row stood for when it was claimed: it may have grown since it was read.
    await releaseSpace(services, userId, claimed.fileSize, marked);
  }
  return true;
};
