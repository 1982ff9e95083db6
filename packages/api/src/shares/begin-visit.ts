import { type LinkId, type OpenedShareView, type ShareLinkRecord, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { linkedFile, linkOwner } from "./live-link.ts";
import { toOpenedShareView } from "./share-view.ts";

/**
 * Counts one access of a visitor who has proven to know the password behind `passwordHash` (null: there is none) and
 * starts their visit. The count is also the check: one conditional step that neither a revocation nor another password
 * can slip between. Null when it does not open that way; the caller says why.
 * @throws AppError `share.not_found` when its file or its owner is gone
 */
export const beginVisit = async (
  services: Services,
  linkId: LinkId,
  passwordHash: ShareLinkRecord["passwordHash"],
): Promise<OpenedShareView | null> => {
  const { db, telemetry, visits, now } = services;
  const link = await db.shareLinks.countAccess(linkId, toInstant(now()), passwordHash);
  if (link === null) return null;
  const [file, owner] = await Promise.all([linkedFile(services, link), linkOwner(services, link)]);
  telemetry.trackEvent("share_link_accessed", { userId: link.userId, kind: file.kind });
  return toOpenedShareView(services, { link, file, owner, visitToken: await visits.issue(link, now()) });
};
