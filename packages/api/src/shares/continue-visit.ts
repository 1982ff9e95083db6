import type { FileRecord, LinkId, OpenedShareView } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { readLink } from "./live-link.ts";
import { toOpenedShareView } from "./share-view.ts";

/**
 * The file behind a running visit, for its renditions and its original. Counts nothing.
 * @throws AppError `share.visit_required`, `share.not_found`, `share.revoked`, `share.expired`
 */
export const visitedFile = async (
  services: Services,
  linkId: LinkId,
  visitToken: string | undefined,
): Promise<FileRecord> => {
  const { file } = await readLink(services, linkId, { countsUse: false });
  await services.visits.check(linkId, visitToken, services.now());
  return file;
};

/**
 * What a visitor saw when they opened the link, shown again under the same visit. Counts nothing.
 * Null when there is no running visit and the link would open: the visitor may enter.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, and without a visit `share.used_up`
 */
export const continueVisit = async (
  services: Services,
  linkId: LinkId,
  visitToken: string | undefined,
): Promise<OpenedShareView | null> => {
  const running =
    visitToken !== undefined &&
    (await services.visits.check(linkId, visitToken, services.now()).then(
      () => true,
      () => false,
    ));
  const { link, file } = await readLink(services, linkId, { countsUse: !running });
  if (!running) return null;
  const owner = await services.db.users.get(link.userId);
  return toOpenedShareView(services, { link, file, owner, visitToken });
};
