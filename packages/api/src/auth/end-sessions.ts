import { AppError, type SessionView, type UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { tidyAccessTokens } from "./tidy-access-tokens.ts";
import { toUserView } from "./user-view.ts";

/**
 * Ends every session and access token of a user on the next request, the caller's own included, and answers with the one token
 * that goes on.
 * @throws AppError `auth.token_invalid` when the user is gone
 */
export const endSessions = async (services: Services, user: UserRecord): Promise<SessionView> => {
  const { db, sessionTokens, now } = services;
  await db.users.endSessions(user.userId);
  await tidyAccessTokens(services, user.userId);
  const current = await db.users.get(user.userId);
  if (current === null) throw new AppError("auth.token_invalid");
  return { token: await sessionTokens.issue(current, now()), user: toUserView(current) };
};
