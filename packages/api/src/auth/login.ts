import { AppError, type LoginInput, type SessionView, type UserRecord } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import { accountAndAddress, takeGuess } from "./take-guess.ts";
import { toUserView } from "./user-view.ts";

type Caller = Pick<Context, "services" | "clientAddress">;

/** Makes the address one that a crowd of guesses elsewhere does not lock out. */
const rememberAddress = async (
  { services, clientAddress }: Caller,
  { userId, email }: UserRecord,
): Promise<void> => {
  const { rateLimits, log } = services;
  await rateLimits
    .remember(accountAndAddress(email, clientAddress))
    // The caller has proven who it is; a note that could not be made is no reason to turn it away.
    .catch((error: unknown) => log.warn({ err: error, userId }, "address not remembered"));
};

/**
 * Who these credentials belong to. Unknown e-mail, closed account and wrong password cost the same time and read the same.
 * A hash that is cheaper than today's setting is made anew on the way.
 * @throws AppError `auth.credentials_wrong`, `rate.limited`
 */
export const checkCredentials = async (
  caller: Caller,
  { email, password }: LoginInput,
): Promise<UserRecord> => {
  const { services, clientAddress } = caller;
  const { db, passwords, rateLimits, telemetry } = services;
  const place = accountAndAddress(email, clientAddress);
  const byAddress = takeGuess(rateLimits, email, clientAddress);
  // Behind the rules by address, not beside them: else one address could use up what all have together.
  const byAccount = byAddress.then(() => rateLimits.take("loginByAccount", email, place));
  const [found, needsReminder] = await Promise.all([
    db.users.findByEmail(email, byAddress),
    byAddress.then(() => rateLimits.needsReminder(place)),
    byAccount,
  ]);
  const user = found?.closedAt === null ? found : null;
  const matches = await passwords.verify(password, user?.passwordHash ?? null);
  if (user === null || !matches) throw new AppError("auth.credentials_wrong");
  if (passwords.isOutdated(user.passwordHash)) {
    const change = { from: user.passwordHash, to: await passwords.hash(password), endsSessions: false };
    await db.users.replacePassword(user.userId, change);
  }
  if (needsReminder) await rememberAddress(caller, user);
  telemetry.trackEvent("user_login", { userId: user.userId });
  return user;
};

/** Signs a program in: {@link checkCredentials}, answered with a bearer token. */
export const login = async (caller: Caller, input: LoginInput): Promise<SessionView> => {
  const { sessionTokens, now } = caller.services;
  const user = await checkCredentials(caller, input);
  return { token: await sessionTokens.issue(user, now()), user: toUserView(user) };
};
