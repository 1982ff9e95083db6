import { AppError, type SessionView, type UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { tidyAccessTokens } from "./tidy-access-tokens.ts";
import { toUserView } from "./user-view.ts";

/**
 * Ends every session and access token of a user on the next request, the caller's own included, and answers with the one token
 * that goes on. `user` is the caller as it was let in: a call whose own session was ended meanwhile gets no other.
 * @throws AppError `auth.token_invalid` when the sessions were ended or the account closed elsewhere meanwhile
 */
export const signOutEverywhere = async (services: Services, user: UserRecord): Promise<SessionView> => {
  const { db, sessionTokens, now } = services;
  const goesOn = await db.users.endSessions(user.userId, user.tokenVersion);
  if (goesOn === null) throw new AppError("auth.token_invalid");
  await tidyAccessTokens(services, user.userId);
  return { token: await sessionTokens.issue(goesOn, now()), user: toUserView(goesOn) };
};
