import { AppError, type ChangePasswordInput, type SessionView, type UserRecord } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import { endSessions } from "./end-sessions.ts";

/**
 * Gives an account another password and ends all its sessions; the answer holds the one that goes on. Sessions end
 * first: a crash in between leaves nobody signed in under the old password, only an owner who has to try again.
 * @throws AppError `auth.credentials_wrong`, `rate.limited`
 */
export const changePassword = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  user: UserRecord,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<SessionView> => {
  const { db, passwords, rateLimits } = services;
  await rateLimits.take("loginByAccountAndAddress", `${user.email}\n${clientAddress}`);
  if (!(await passwords.verify(currentPassword, user.passwordHash)))
    throw new AppError("auth.credentials_wrong");
  const passwordHash = await passwords.hash(newPassword);
  const session = await endSessions(services, user);
  if ((await db.users.update(user.userId, { passwordHash })) === null)
    throw new AppError("auth.token_invalid");
  return session;
};
