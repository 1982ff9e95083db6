import {
  AppError,
  type FileRecord,
  type LinkId,
  linkState,
  type ShareLinkRecord,
  type UserRecord,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";

type Needs = Pick<Services, "db" | "now">;

/** `countsUse`: whether `used_up` stands in the way. It does for a new access, not for a visit that runs. */
type Judging = { countsUse: boolean };

/**
 * The file a link leads to. A link to a file that is gone leads nowhere, whatever the link says of itself.
 * @throws AppError `share.not_found`
 */
export const linkedFile = async ({ db }: Needs, link: ShareLinkRecord): Promise<FileRecord> => {
  const file = await db.files.get(link.userId, link.fileId);
  if (file?.status !== "active") throw new AppError("share.not_found");
  return file;
};

/**
 * Who made a link. Links of an account that was deleted lead nowhere, also while they are still being removed.
 * @throws AppError `share.not_found`
 */
export const linkOwner = async ({ db }: Needs, link: ShareLinkRecord): Promise<UserRecord> => {
  const owner = await db.users.get(link.userId);
  if (owner === null || owner.closedAt !== null) throw new AppError("share.not_found");
  return owner;
};

/** Says why a link does not open. @throws AppError `share.revoked`, `share.expired`, and with `countsUse` `share.used_up` */
export const refuseDeadLink = (link: ShareLinkRecord, now: Date, { countsUse }: Judging): void => {
  const state = linkState(link, now);
  if (state === "live" || (state === "used_up" && !countsUse)) return;
  throw new AppError(`share.${state}`);
};

/**
 * A link, read anew, so that revoking and expiring bite on this very request.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, and with `countsUse` `share.used_up`
 */
export const readLink = async (
  services: Needs & Pick<Services, "seenLinks">,
  linkId: LinkId,
  judging: Judging,
): Promise<ShareLinkRecord> => {
  const link = await services.db.shareLinks.get(linkId);
  if (link === null) throw new AppError("share.not_found");
  services.seenLinks.remember(link);
  refuseDeadLink(link, services.now(), judging);
  return link;
};
