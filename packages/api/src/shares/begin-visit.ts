import {
  type LinkId,
  type OpenedShareView,
  type ShareLinkRecord,
  toInstant,
  unavailable,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { linkedFile, linkOwner, readLink } from "./live-link.ts";
import { toOpenedShareView } from "./share-view.ts";

const rounds = 3;

/** The counted visitor's view. @throws AppError `share.not_found` when the link's file or its owner is gone */
const welcome = async (services: Services, link: ShareLinkRecord): Promise<OpenedShareView> => {
  const { telemetry, visits, now } = services;
  const [file, owner] = await Promise.all([linkedFile(services, link), linkOwner(services, link)]);
  telemetry.trackMetric("share_link_accesses", 1, { kind: file.kind });
  // Not `userId`: that is who acts, and a visitor is nobody we know.
  telemetry.trackEvent("share_link_accessed", { ownerId: link.userId, fileId: link.fileId, kind: file.kind });
  return toOpenedShareView(services, { link, file, owner, visitToken: await visits.issue(link, now()) });
};

/**
 * Counts one access of a visitor who has proven to know the password behind `passwordHash` (null: there is none) and
 * starts their visit. The count is also the check: one conditional step that neither a revocation nor another password
 * can slip between. Null, and nothing counted, when the link lives but asks for another password.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, `share.used_up`
 */
export const beginVisit = async (
  services: Services,
  linkId: LinkId,
  passwordHash: ShareLinkRecord["passwordHash"],
): Promise<OpenedShareView | null> => {
  const { db, now } = services;
  for (let round = 0; round < rounds; round += 1) {
    const counted = await db.shareLinks.countAccess(linkId, toInstant(now()), passwordHash);
    if (counted !== null) return welcome(services, counted);
    const link = await readLink(services, linkId, { countsUse: true });
    await linkedFile(services, link);
    if (link.passwordHash !== passwordHash) return null;
    // Given more by its owner since it was not counted: it opens now.
  }
  throw unavailable("The link changed in every round.");
};
