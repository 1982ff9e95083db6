import { type FileListView, type ListFilesInput, toInstant, type UserRecord } from "@cloudpix/domain";
import { visibleStatuses } from "../access.ts";
import type { Services } from "../services.ts";
import { toFileView } from "./file-view.ts";

/**
 * One page of the user's files, or of those in their trash, newest first.
 * @throws AppError `input.invalid` for a cursor that was not given out to this user
 */
export const listFiles = async (
  services: Services,
  user: UserRecord,
  input: ListFilesInput,
): Promise<FileListView> => {
  const { db, cursors, now } = services;
  const { files, hasMore } = await db.files.list(user.userId, {
    statuses: input.trash ? ["trashed"] : visibleStatuses,
    limit: input.limit,
    ...(input.kind ? { kind: input.kind } : {}),
    ...(input.cursor ? { before: cursors.open(user.userId, input.cursor) } : {}),
  });
  const fileIds = files.map(({ fileId }) => fileId);
  const shareCounts = await db.shareLinks.countLive(user.userId, fileIds, toInstant(now()));
  const last = fileIds.at(-1);
  return {
    files: await Promise.all(
      files.map((file) => toFileView(services, file, shareCounts.get(file.fileId) ?? 0)),
    ),
    nextCursor: hasMore && last ? cursors.seal(user.userId, last) : null,
  };
};
