import {
  AppError,
  type LinkId,
  type ShareLinkRecord,
  type ShareLinkView,
  type UserRecord,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { toShareLinkView } from "./share-view.ts";

/** The owner's link, in whatever state. Somebody else's does not exist. @throws AppError `share.not_found` */
export const ownLink = async (
  { db }: Pick<Services, "db">,
  userId: string,
  linkId: LinkId,
): Promise<ShareLinkRecord> => {
  const link = await db.shareLinks.get(linkId);
  if (link?.userId !== userId) throw new AppError("share.not_found");
  return link;
};

/** One link of the user, revoked and expired ones included. @throws AppError `share.not_found` */
export const getShare = async (
  services: Services,
  user: UserRecord,
  linkId: LinkId,
): Promise<ShareLinkView> => toShareLinkView(services, await ownLink(services, user.userId, linkId));
