import {
  type FileListView,
  type ListFilesInput,
  searchTerms,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import { visibleStatuses } from "../access.ts";
import type { Services } from "../services.ts";
import { readPosition, writePosition } from "./file-position.ts";
import { toFileView } from "./file-view.ts";

/**
 * One page of the user's files, or of those in their trash, in the order of `sort`; with `q` those whose names hold
 * all its words.
 * @throws AppError `input.invalid` for a cursor that was not given out to this user for this list and order
 */
export const listFiles = async (
  services: Services,
  user: UserRecord,
  { sort, limit, kind, q = "", cursor, trash }: ListFilesInput,
): Promise<FileListView> => {
  const { db, cursors, now } = services;
  const scope = `${trash ? "trash" : "files"}:${sort}`;
  const terms = searchTerms(q);
  const { files, next } = await db.files.list(user.userId, {
    statuses: trash ? ["trashed"] : visibleStatuses,
    sort,
    limit,
    ...(kind ? { kind } : {}),
    ...(terms.length > 0 ? { terms } : {}),
    ...(cursor ? { after: readPosition(cursors.open(scope, user.userId, cursor), sort) } : {}),
  });
  const fileIds = files.map(({ fileId }) => fileId);
  const shareCounts = await db.shareLinks.countLive(user.userId, fileIds, toInstant(now()));
  const last = files.at(-1);
  return {
    files: await Promise.all(
      files.map((file) => toFileView(services, file, shareCounts.get(file.fileId) ?? 0)),
    ),
    nextCursor: next && last ? cursors.seal(scope, user.userId, writePosition(last, sort)) : null,
  };
};
