import {
  type FileRecord,
  isAppError,
  type LinkId,
  linkState,
  type OpenedShareView,
  type ShareLinkRecord,
  toInstant,
  unavailable,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { linkedFile, linkOwner, readLink } from "./live-link.ts";
import { toOpenedShareView } from "./share-view.ts";

const rounds = 3;

/** All of an opening that can fail, before anything is counted. @throws AppError `share.not_found` */
const prepare = async (services: Services, link: ShareLinkRecord) => {
  const [file, owner, visitToken] = await Promise.all([
    linkedFile(services, link),
    linkOwner(services, link),
    services.visits.issue(link, services.now()),
  ]);
  return { file, owner, visitToken };
};

const tellAccess = ({ telemetry }: Services, link: ShareLinkRecord, { kind }: FileRecord): void => {
  telemetry.trackMetric("share_link_accesses", 1, { kind });
  // Not `userId`: that is who acts, and a visitor is nobody we know.
  telemetry.trackEvent("share_link_accessed", { ownerId: link.userId, fileId: link.fileId, kind });
};

/** Counts one access of the link as it was read; null, and nothing counted, when it is another by now. */
const admit = async (
  services: Services,
  link: ShareLinkRecord,
  prepared: Awaited<ReturnType<typeof prepare>>,
): Promise<OpenedShareView | null> => {
  const counted = await services.db.shareLinks.countAccess(link, toInstant(services.now()));
  if (counted === null) return null;
  services.seenLinks.remember(counted);
  tellAccess(services, counted, prepared.file);
  return toOpenedShareView(services, { link: counted, ...prepared });
};

/** Saves a link that was met before a question to the database. Null where what was remembered leads nowhere. */
const admitAsRemembered = async (
  services: Services,
  linkId: LinkId,
  passwordHash: ShareLinkRecord["passwordHash"],
): Promise<OpenedShareView | null> => {
  const link = services.seenLinks.get(linkId);
  if (link?.passwordHash !== passwordHash || linkState(link, services.now()) !== "live") return null;
  try {
    return await admit(services, link, await prepare(services, link));
  } catch (error) {
    // Why it does not open, the link as it is now says.
    if (isAppError(error) && error.code === "share.not_found") return null;
    throw error;
  }
};

/**
 * Counts one access of a visitor who has proven to know the password behind `passwordHash` (null: there is none) and
 * starts their visit. The count is also the check, one conditional step that neither a revocation nor another password
 * can slip between, and the last step: what can fail has been done before it, so that no failure spends an access. Null,
 * and nothing counted, when the link lives but asks for another password.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, `share.used_up`
 */
export const beginVisit = async (
  services: Services,
  linkId: LinkId,
  passwordHash: ShareLinkRecord["passwordHash"],
): Promise<OpenedShareView | null> => {
  const remembered = await admitAsRemembered(services, linkId, passwordHash);
  if (remembered !== null) return remembered;
  for (let round = 0; round < rounds; round += 1) {
    const link = await readLink(services, linkId, { countsUse: true });
    const prepared = await prepare(services, link);
    if (link.passwordHash !== passwordHash) return null;
    const opened = await admit(services, link, prepared);
    if (opened !== null) return opened;
    // Changed by its owner since it was read: it is read again.
  }
  throw unavailable("The link changed in every round.");
};
