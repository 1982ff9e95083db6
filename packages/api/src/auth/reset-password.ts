import { AppError, type ResetPasswordInput, type SessionView } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import { tidyAccessTokens } from "./tidy-access-tokens.ts";
import { toUserView } from "./user-view.ts";

/**
 * Sets a new password under an operator's permission and, in the same step, ends all sessions and access tokens of the
 * account. Answers like a login: whoever may set the password may sign in with it, and the page learns whose it is.
 * Not repeatable: the new password ends the permission, and of two at once one wins.
 * @throws AppError `auth.reset_invalid`, `rate.limited`
 */
export const resetPassword = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  { token, newPassword }: ResetPasswordInput,
): Promise<SessionView> => {
  const { db, passwords, passwordResets, sessionTokens, rateLimits, now } = services;
  await rateLimits.take("loginByAddress", clientAddress);
  const claims = await passwordResets.read(token, now());
  const user = await db.users.get(claims.userId);
  if (user === null || user.closedAt !== null || !passwordResets.fits(claims, user)) {
    throw new AppError("auth.reset_invalid");
  }
  const change = { from: user.passwordHash, to: await passwords.hash(newPassword), endsSessions: true };
  const changed = await db.users.replacePassword(user.userId, change);
  if (changed === null) throw new AppError("auth.reset_invalid");
  await tidyAccessTokens(services, user.userId);
  return { token: await sessionTokens.issue(changed, now()), user: toUserView(changed) };
};
