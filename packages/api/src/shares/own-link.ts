import { AppError, type LinkId, type ShareLinkRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

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
