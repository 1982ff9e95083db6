import {
  AppError,
  type DeleteAccountInput,
  type DoneView,
  toInstant,
  type UserId,
  type UserRecord,
} from "@cloudpix/domain";
import type { Context } from "../context.ts";
import type { Services } from "../services.ts";
import { takeGuess } from "./login.ts";
import { tidyAccessTokens } from "./tidy-access-tokens.ts";

/** Now instead of in half a minute. The account is closed by then: what fails here the worker does. */
const revokeLinks = async ({ db, log, now }: Services, userId: UserId): Promise<void> => {
  await db.shareLinks
    .revokeByUser(userId, toInstant(now()))
    .catch((error: unknown) => log.warn({ err: error, userId }, "links of a closed account not revoked"));
};

/**
 * Closes an account for good: in one step nobody can sign in and every session and access token is over; then its links
 * end. The worker removes files, links and at last the user, which frees the e-mail.
 * @throws AppError `auth.credentials_wrong`, `rate.limited`; `auth.token_invalid` when the password was changed or the
 * account closed elsewhere meanwhile
 */
export const deleteAccount = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  user: UserRecord,
  { password }: DeleteAccountInput,
): Promise<DoneView> => {
  const { db, passwords, rateLimits, now } = services;
  await takeGuess(rateLimits, user.email, clientAddress);
  if (!(await passwords.verify(password, user.passwordHash))) throw new AppError("auth.credentials_wrong");
  const closed = await db.users.close(user.userId, { from: user.passwordHash, at: toInstant(now()) });
  if (closed === null) throw new AppError("auth.token_invalid");
  await Promise.all([revokeLinks(services, user.userId), tidyAccessTokens(services, user.userId)]);
  return { message: "Your account is deleted. Its files and links are being removed." };
};
