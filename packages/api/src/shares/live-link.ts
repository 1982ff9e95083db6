import { AppError, type FileRecord, type LinkId, linkState, type ShareLinkRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

type Needs = Pick<Services, "db" | "now">;

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
 * Says why a link does not open. `used_up` stands only in the way of a new access, not of a visit that runs.
 * @throws AppError `share.revoked`, `share.expired`, and with `countsUse` `share.used_up`
 */
export const refuseDeadLink = (link: ShareLinkRecord, now: Date, countsUse: boolean): void => {
  const state = linkState(link, now);
  if (state === "live" || (state === "used_up" && !countsUse)) return;
  throw new AppError(`share.${state}`);
};

/**
 * A link and its file, read anew, so that revoking, expiring and deleting bite on this very request.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, and with `countsUse` `share.used_up`
 */
export const readLink = async (
  services: Needs,
  linkId: LinkId,
  { countsUse }: { countsUse: boolean },
): Promise<{ link: ShareLinkRecord; file: FileRecord }> => {
  const link = await services.db.shareLinks.get(linkId);
  if (link === null) throw new AppError("share.not_found");
  refuseDeadLink(link, services.now(), countsUse);
  return { link, file: await linkedFile(services, link) };
};
