import { type FileId, type FileView, renderableTypes, type UserRecord } from "@cloudpix/domain";
import { ownActiveFile } from "../access.ts";
import type { Services } from "../services.ts";
import { announceWork } from "./announce-work.ts";
import { viewOf } from "./get-file.ts";

/**
 * Asks the worker to draw a picture once more that it had given up on. What was drawn of it before is shown until then.
 * Repeatable: a picture that is awaited or there stays as it is.
 * @throws AppError `file.not_found`, `file.not_ready`
 */
export const retryThumbnail = async (
  services: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<FileView> => {
  const file = await ownActiveFile(services, user.userId, fileId);
  if (file.thumbnail.state !== "failed" || !renderableTypes.has(file.contentType))
    return viewOf(services, file);
  const thumbnail = { ...file.thumbnail, state: "pending", reason: null } as const;
  const waiting = await services.db.files.update(
    user.userId,
    fileId,
    { thumbnail },
    { status: ["active"], thumbnailState: ["failed"] },
  );
  if (waiting === null) return viewOf(services, await ownActiveFile(services, user.userId, fileId));
  await announceWork(services, waiting);
  return viewOf(services, waiting);
};
