import { AppError, type FileRecord, type LinkId, type OpenedShareView } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { linkedFile, linkOwner, readLink, refuseDeadLink } from "./live-link.ts";
import { runningVisit } from "./running-visit.ts";
import { toOpenedShareView } from "./share-view.ts";

/** What a visitor's tokens are good for: the file again, the way in, or the question for the password. */
export type ContinuedVisit =
  | { is: "running"; opened: OpenedShareView }
  | { is: "entrance" }
  | { is: "locked" };

/**
 * The file behind a running visit, for its renditions and its original. `tokens` are the visits a request shows.
 * Counts nothing.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, `share.visit_required`
 */
export const visitedFile = async (
  services: Services,
  linkId: LinkId,
  tokens: readonly string[],
): Promise<FileRecord> => {
  const link = await readLink(services, linkId, { countsUse: false });
  if ((await runningVisit(services, link, tokens)) === undefined) throw new AppError("share.visit_required");
  const [file] = await Promise.all([linkedFile(services, link), linkOwner(services, link)]);
  return file;
};

/**
 * What a visitor saw when they opened the link, shown again under the same visit; without one, how they would get in.
 * Counts nothing, and tells nothing of the file before the link is opened.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, and without a visit `share.used_up`
 */
export const continueVisit = async (
  services: Services,
  linkId: LinkId,
  tokens: readonly string[],
): Promise<ContinuedVisit> => {
  const link = await readLink(services, linkId, { countsUse: false });
  const visitToken = await runningVisit(services, link, tokens);
  if (visitToken === undefined) refuseDeadLink(link, services.now(), { countsUse: true });
  const [file, owner] = await Promise.all([linkedFile(services, link), linkOwner(services, link)]);
  if (visitToken !== undefined) {
    return { is: "running", opened: await toOpenedShareView(services, { link, file, owner, visitToken }) };
  }
  return { is: link.passwordHash === null ? "entrance" : "locked" };
};
