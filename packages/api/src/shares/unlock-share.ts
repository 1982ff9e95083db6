import { AppError, type LinkId, type OpenedShareView, type UnlockShareInput } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import type { RateLimits } from "../rate-limits.ts";
import { beginVisit } from "./begin-visit.ts";
import { readLink } from "./live-link.ts";

/** Counts one guess at the password of a link. @throws AppError `rate.limited` */
const takeGuess = async (rateLimits: RateLimits, linkId: LinkId, clientAddress: string): Promise<void> => {
  // The narrow one first: who is stopped by it does not use up what others may guess.
  await rateLimits.take("unlockShare", `${linkId}\n${clientAddress}`);
  await rateLimits.take("unlockShareByLink", linkId);
};

/**
 * Opens a link with its password: one counted access that starts a visit, as `openShare`. A link that is dead says so
 * before anything is guessed; a wrong password counts no access; a link without a password opens with any.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, `share.used_up`, `share.password_wrong`,
 * `rate.limited`
 */
export const unlockShare = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  { linkId, password }: UnlockShareInput,
): Promise<OpenedShareView> => {
  const { passwords, rateLimits } = services;
  await rateLimits.take("openShare", clientAddress);
  const { passwordHash } = await readLink(services, linkId, { countsUse: true });
  if (passwordHash !== null) {
    await takeGuess(rateLimits, linkId, clientAddress);
    if (!(await passwords.verify(password, passwordHash))) throw new AppError("share.password_wrong");
  }
  const opened = await beginVisit(services, linkId, passwordHash);
  // It has another password by now.
  if (opened === null) throw new AppError("share.password_wrong");
  return opened;
};
