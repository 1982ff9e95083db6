import { type FileId, type FileRecord, type FileView, toInstant, type UserRecord } from "@cloudpix/domain";
import { ownFile } from "../access.ts";
import type { Services } from "../services.ts";
import { toFileView } from "./file-view.ts";

/** A file as its owner sees it now, with the links that lead to it. */
export const viewOf = async (services: Services, file: FileRecord): Promise<FileView> => {
  const { db, now } = services;
  const shareCounts = await db.shareLinks.countLive(file.userId, [file.fileId], toInstant(now()));
  return toFileView(services, file, shareCounts.get(file.fileId) ?? 0);
};

/** One file of the user. @throws AppError `file.not_found` */
export const getFile = async (services: Services, user: UserRecord, fileId: FileId): Promise<FileView> =>
  viewOf(services, await ownFile(services, user.userId, fileId));
