import {
  AppError,
  limits,
  newUuidV7,
  type RegisterInput,
  type SessionView,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import type { Context } from "../context.ts";
import { toUserView } from "./user-view.ts";

/**
 * Opens an account and signs it in.
 * @throws AppError `auth.email_taken`, `rate.limited`
 */
export const register = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  input: RegisterInput,
): Promise<SessionView> => {
  const { db, passwords, sessionTokens, rateLimits, telemetry, settings, now } = services;
  await rateLimits.take("register", clientAddress);
  const user: UserRecord = {
    userId: newUuidV7(now()),
    email: input.email,
    name: input.name ?? null,
    passwordHash: await passwords.hash(input.password),
    tokenVersion: 0,
    usedBytes: 0,
    spaceChangedAt: null,
    quotaBytes: settings.userQuotaBytes,
    linkDefaults: { expirationDays: limits.expirationDays.default },
    createdAt: toInstant(now()),
    closedAt: null,
  };
  if ((await db.users.create(user)) === "email_taken") throw new AppError("auth.email_taken");
  telemetry.trackEvent("user_registered", { userId: user.userId });
  return { token: await sessionTokens.issue(user, now()), user: toUserView(user) };
};
