import { AppError, type LoginInput, type SessionView, type UserRecord } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import type { RateLimits } from "../rate-limits.ts";
import { toUserView } from "./user-view.ts";

type Caller = Pick<Context, "services" | "clientAddress">;

/** Counts one guess at the password of an account, whatever door it comes through. @throws AppError `rate.limited` */
export const takeGuess = async (
  rateLimits: RateLimits,
  email: string,
  clientAddress: string,
): Promise<void> => {
  await rateLimits.take("loginByAddress", clientAddress);
  await rateLimits.take("loginByAccountAndAddress", `${email}\n${clientAddress}`);
  await rateLimits.take("loginByAccount", email);
};

/**
 * Who these credentials belong to. Unknown e-mail, closed account and wrong password cost the same time and read the same.
 * A hash that is cheaper than today's setting is made anew on the way.
 * @throws AppError `auth.credentials_wrong`, `rate.limited`
 */
export const checkCredentials = async (
  { services, clientAddress }: Caller,
  { email, password }: LoginInput,
): Promise<UserRecord> => {
  const { db, passwords, rateLimits, telemetry } = services;
  await takeGuess(rateLimits, email, clientAddress);
  const found = await db.users.findByEmail(email);
  const user = found?.closedAt === null ? found : null;
  const matches = await passwords.verify(password, user?.passwordHash ?? null);
  if (user === null || !matches) throw new AppError("auth.credentials_wrong");
  if (passwords.isOutdated(user.passwordHash)) {
    const change = { from: user.passwordHash, to: await passwords.hash(password), endsSessions: false };
    await db.users.replacePassword(user.userId, change);
  }
  telemetry.trackEvent("user_login", { userId: user.userId });
  return user;
};

/** Signs a program in: {@link checkCredentials}, answered with a bearer token. */
export const login = async (caller: Caller, input: LoginInput): Promise<SessionView> => {
  const { sessionTokens, now } = caller.services;
  const user = await checkCredentials(caller, input);
  return { token: await sessionTokens.issue(user, now()), user: toUserView(user) };
};
