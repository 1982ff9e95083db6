import type { ShareLinkPosition } from "@cloudpix/db";
import {
  type FileRecord,
  Instant,
  LinkId,
  type ListMySharesInput,
  type MyShareLinksView,
  type MyShareLinkView,
  type ShareLinkRecord,
  type UserRecord,
} from "@cloudpix/domain";
import { isVisible } from "../access.ts";
import { toLinkedFileView } from "../files/file-view.ts";
import type { Services } from "../services.ts";
import { toShareLinkView } from "./share-view.ts";

const scope = "shares";

const writePosition = ({ createdDate, linkId }: ShareLinkPosition) => `${createdDate} ${linkId}`;

const readPosition = (text: string): ShareLinkPosition => {
  const [createdDate, linkId] = text.split(" ");
  return { createdDate: Instant.parse(createdDate), linkId: LinkId.parse(linkId) };
};

const filesOf = async ({ db }: Services, { userId }: UserRecord, links: readonly ShareLinkRecord[]) => {
  const fileIds = [...new Set(links.map(({ fileId }) => fileId))];
  const files = fileIds.length === 0 ? [] : await db.files.getMany(userId, fileIds);
  return new Map(files.filter(isVisible).map((file) => [file.fileId, file]));
};

const toMyShareLinkView = async (
  services: Services,
  link: ShareLinkRecord,
  file: FileRecord | undefined,
): Promise<MyShareLinkView> => ({
  ...toShareLinkView(services, link),
  file: file === undefined ? null : await toLinkedFileView(services, file),
});

/**
 * One page of the user's links to all their files, newest first; revoked and expired ones included. Two questions to
 * the database, however many links.
 * @throws AppError `input.invalid` for a cursor that was not given out to this user for this list
 */
export const listMyShares = async (
  services: Services,
  user: UserRecord,
  { limit, cursor }: ListMySharesInput,
): Promise<MyShareLinksView> => {
  const { db, cursors } = services;
  const { shareLinks, next } = await db.shareLinks.listByUser(user.userId, {
    limit,
    ...(cursor ? { after: readPosition(cursors.open(scope, user.userId, cursor)) } : {}),
  });
  const files = await filesOf(services, user, shareLinks);
  return {
    shareLinks: await Promise.all(
      shareLinks.map((link) => toMyShareLinkView(services, link, files.get(link.fileId))),
    ),
    nextCursor: next ? cursors.seal(scope, user.userId, writePosition(next)) : null,
  };
};
