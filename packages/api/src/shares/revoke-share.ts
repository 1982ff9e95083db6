import { AppError, type LinkId, type ShareLinkView, toInstant, type UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { toShareLinkView } from "./share-view.ts";

/**
 * Ends a link for good, pages and bytes alike, from the next request on. Repeatable.
 * @throws AppError `share.not_found` for an unknown link and for somebody else's
 */
export const revokeShare = async (
  services: Services,
  user: UserRecord,
  linkId: LinkId,
): Promise<ShareLinkView> => {
  const link = await services.db.shareLinks.revoke(user.userId, linkId, toInstant(services.now()));
  if (link === null) throw new AppError("share.not_found");
  services.telemetry.trackEvent("share_link_revoked", { userId: user.userId, accessCount: link.accessCount });
  return toShareLinkView(services, link);
};
