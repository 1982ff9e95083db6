import { AppError, type FileId, type FileRecord, type FileStatus } from "@cloudpix/domain";
import type { Services } from "./services.ts";

/** The states in which a file exists for its owner's everyday verbs. */
export const visibleStatuses = ["active", "verifying"] as const satisfies readonly FileStatus[];

/** Whether a file is there for its owner's everyday verbs. */
export const isVisible = ({ status }: Pick<FileRecord, "status">): boolean =>
  visibleStatuses.some((visible) => visible === status);

/**
 * The owner's file, if it is there for them. Somebody else's, a trashed and an unknown one are the same to the caller.
 * @throws AppError `file.not_found`
 */
export const ownFile = async (
  { db }: Pick<Services, "db">,
  userId: string,
  fileId: FileId,
  statuses: readonly FileStatus[] = visibleStatuses,
): Promise<FileRecord> => {
  const file = await db.files.get(userId, fileId);
  if (file === null || !statuses.includes(file.status)) throw new AppError("file.not_found");
  return file;
};

/**
 * The owner's file once its bytes have been verified: what may be downloaded and shared.
 * @throws AppError `file.not_found`, `file.not_ready`
 */
export const ownActiveFile = async (
  services: Pick<Services, "db">,
  userId: string,
  fileId: FileId,
): Promise<FileRecord> => {
  const file = await ownFile(services, userId, fileId);
  if (file.status !== "active") throw new AppError("file.not_ready");
  return file;
};
