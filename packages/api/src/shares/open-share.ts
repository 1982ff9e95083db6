import { AppError, type LinkId, type OpenedShareView } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import { beginVisit } from "./begin-visit.ts";

/**
 * Opens a link that has no password: one counted access, exact under concurrency, that starts a visit. Not repeatable:
 * each call counts. A refusal counts nothing and tells nothing of the file.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, `share.used_up`, `share.password_required`,
 * `rate.limited`
 */
export const openShare = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  linkId: LinkId,
): Promise<OpenedShareView> => {
  await services.rateLimits.take("openShare", clientAddress);
  const opened = await beginVisit(services, linkId, null);
  if (opened === null) throw new AppError("share.password_required");
  return opened;
};
