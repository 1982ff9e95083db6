import type { FileId, ShareLinksView, UserRecord } from "@cloudpix/domain";
import { ownFile } from "../access.ts";
import type { Services } from "../services.ts";
import { toShareLinkView } from "./share-view.ts";

/** The user's links to one file that are not revoked, newest first, at most 1,000; expired ones included. @throws AppError `file.not_found` */
export const listByFile = async (
  services: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<ShareLinksView> => {
  await ownFile(services, user.userId, fileId);
  const links = await services.db.shareLinks.listByFile(user.userId, fileId);
  return { shareLinks: links.map((link) => toShareLinkView(services, link)) };
};
