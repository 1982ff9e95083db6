import {
  AppError,
  type FileId,
  type FileRecord,
  type FileView,
  limits,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import { isVisible, ownFile } from "../access.ts";
import type { Services } from "../services.ts";
import { tellEnded } from "../shares/tell-ended.ts";
import { announceWork } from "./announce-work.ts";
import { viewOf } from "./get-file.ts";

/**
 * A large file may have gone to the trash before the worker had hashed it. One that an earlier CloudPix put there does not
 * say, and is hashed once more unless it has a picture; one that was active when this CloudPix put it there does.
 */
const statusAfter = ({ fileSize, thumbnail, verifiedDate }: FileRecord) => {
  const isDoubtful = verifiedDate === null && fileSize > limits.inlineVerifyBytes;
  return isDoubtful && thumbnail.state === "none" ? "verifying" : "active";
};

/**
 * Takes a file out of the trash. Its links stay ended; those that a crash spared when it was deleted end now. Repeatable.
 * @throws AppError `file.not_found` when it is not in the trash of this user, or purged already
 */
export const restoreFile = async (
  services: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<FileView> => {
  const { db, now } = services;
  const file = await db.files.get(user.userId, fileId);
  if (file !== null && isVisible(file)) return viewOf(services, file);
  if (file?.status !== "trashed") throw new AppError("file.not_found");
  const revokedCount = await db.shareLinks.revokeByFile(user.userId, fileId, toInstant(now()));
  tellEnded(services, { userId: user.userId, fileId, cause: "file", revokedCount });
  const restored = await db.files.update(
    user.userId,
    fileId,
    { status: statusAfter(file), statusDate: toInstant(now()) },
    { status: ["trashed"] },
  );
  // Restored or purged by somebody else in this very moment.
  if (restored === null) return viewOf(services, await ownFile(services, user.userId, fileId));
  await announceWork(services, restored);
  return viewOf(services, restored);
};
