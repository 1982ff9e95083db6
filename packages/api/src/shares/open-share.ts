import { AppError, type LinkId, type OpenedShareView, toInstant } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import { linkedFile, readLink } from "./live-link.ts";
import { toOpenedShareView } from "./share-view.ts";

/**
 * Opens a link: one counted access, exact under concurrency, that starts a visit. Not repeatable: each call counts.
 * The count comes first because it is also the check: one conditional step that a revocation cannot slip between.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, `share.used_up`, `rate.limited`
 */
export const openShare = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  linkId: LinkId,
): Promise<OpenedShareView> => {
  const { db, rateLimits, telemetry, visits, now } = services;
  await rateLimits.take("openShare", clientAddress);
  const link = await db.shareLinks.countAccess(linkId, toInstant(now()));
  if (link === null) {
    await readLink(services, linkId, { countsUse: true });
    // Live again by the time it was read: its owner changed it in this very moment.
    throw new AppError("share.not_found");
  }
  const [file, owner] = await Promise.all([linkedFile(services, link), db.users.get(link.userId)]);
  telemetry.trackEvent("share_link_accessed", { userId: link.userId, kind: file.kind });
  return toOpenedShareView(services, { link, file, owner, visitToken: await visits.issue(linkId, now()) });
};
