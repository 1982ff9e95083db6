import { AppError, type ChangePasswordInput, type SessionView, type UserRecord } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import { takeGuess } from "./take-guess.ts";
import { tidyAccessTokens } from "./tidy-access-tokens.ts";
import { toUserView } from "./user-view.ts";

/**
 * Gives an account another password and, in the same step, ends all its sessions and access tokens; the answer holds the one that goes on.
 * @throws AppError `auth.credentials_wrong`, `rate.limited`; `auth.token_invalid` when the password was changed elsewhere meanwhile
 */
export const changePassword = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  user: UserRecord,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<SessionView> => {
  const { db, passwords, sessionTokens, rateLimits, now } = services;
  await takeGuess(rateLimits, user.email, clientAddress);
  if (!(await passwords.verify(currentPassword, user.passwordHash)))
    throw new AppError("auth.credentials_wrong");
  const change = { from: user.passwordHash, to: await passwords.hash(newPassword), endsSessions: true };
  const changed = await db.users.replacePassword(user.userId, change);
  if (changed === null) throw new AppError("auth.token_invalid");
  await tidyAccessTokens(services, user.userId);
  return { token: await sessionTokens.issue(changed, now()), user: toUserView(changed) };
};
