import { AppError, type LinkId, type ShareLinkView, toInstant, type UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { toShareLinkView } from "./share-view.ts";
import { tellEnded } from "./tell-ended.ts";

/**
 * Ends a link for good, pages and bytes alike, from the next request on. Repeatable.
 * @throws AppError `share.not_found` for an unknown link and for somebody else's
 */
export const revokeShare = async (
  services: Services,
  { userId }: UserRecord,
  linkId: LinkId,
): Promise<ShareLinkView> => {
  const revoked = await services.db.shareLinks.revoke(userId, linkId, toInstant(services.now()));
  if (revoked === null) throw new AppError("share.not_found");
  const { link, changed } = revoked;
  tellEnded(services, { userId, fileId: link.fileId, cause: "owner", revokedCount: changed ? 1 : 0 });
  return toShareLinkView(services, link);
};
