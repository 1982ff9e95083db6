import { blobFolder, type FileRecord, incomingBlobName } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { freeSpace } from "./free-space.ts";

/**
 * Removes a file in status `purging` for good: links, blobs, renditions, and its row last, so that a purge that dies half-way
 * is found and finished. True for the one caller that removed the row and gave the bytes back. Repeatable.
 */
export const purgeFile = async (
  services: Services,
  file: Pick<FileRecord, "userId" | "fileId" | "fileSize" | "blobName">,
): Promise<boolean> => {
  const { db, blobs } = services;
  const { userId, fileId } = file;
  await db.shareLinks.removeByFile(userId, fileId);
  await blobs.removeFolder("cloudpix-thumbnails", blobFolder(file));
  await blobs.removeFolder("cloudpix-files", blobFolder(file));
  await blobs.remove({ container: "cloudpix-incoming", name: incomingBlobName(file) });
  return freeSpace(services, file);
};
