import { type FileId, type RevokedLinksView, toInstant, type UserRecord } from "@cloudpix/domain";
import { ownFile } from "../access.ts";
import type { Services } from "../services.ts";
import { tellEnded } from "./tell-ended.ts";

/**
 * Ends all links to one file, or without `fileId` all links of the user, for good and from the next request on. A file
 * in the trash has none left to end and is not found, as everywhere. Repeatable: what is ended already is not counted.
 * @throws AppError `file.not_found`
 */
export const revokeAllShares = async (
  services: Services,
  user: UserRecord,
  fileId: FileId | undefined,
): Promise<RevokedLinksView> => {
  const { db, now } = services;
  const { userId } = user;
  const at = toInstant(now());
  if (fileId !== undefined) await ownFile(services, userId, fileId);
  const revokedCount =
    fileId === undefined
      ? await db.shareLinks.revokeByUser(userId, at)
      : await db.shareLinks.revokeByFile(userId, fileId, at);
  tellEnded(services, { userId, ...(fileId === undefined ? {} : { fileId }), cause: "owner", revokedCount });
  return { revokedCount };
};
