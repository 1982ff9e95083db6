import {
  AppError,
  type FileId,
  incomingBlobName,
  type ResumedUpload,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import { ownFile } from "../access.ts";
import type { Services } from "../services.ts";
import { ticketFor } from "./upload-ticket.ts";

/**
 * Goes on with an upload that was interrupted: a fresh ticket and the blocks storage holds of it, so that only the rest
 * is sent. Its day until it counts as abandoned begins anew, so that it is not removed under its sender's hands. Repeatable.
 * @throws AppError `file.not_found`, `upload.completed`, `rate.limited`
 */
export const resumeUpload = async (
  services: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<ResumedUpload> => {
  const { db, blobs, rateLimits, now } = services;
  await rateLimits.take("createUpload", user.userId);
  const renewed = await db.files.update(
    user.userId,
    fileId,
    { statusDate: toInstant(now()) },
    { status: ["uploading"] },
  );
  if (renewed === null) {
    await ownFile(services, user.userId, fileId);
    throw new AppError("upload.completed");
  }
  const ticket = await ticketFor(services, renewed);
  return { ...ticket, receivedBlocks: await blobs.receivedBlocks(incomingBlobName(renewed)) };
};
