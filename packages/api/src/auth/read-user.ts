import { AppError, type UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import type { SessionClaims } from "./session-tokens.ts";

/**
 * The user behind a session, bearer or cookie alike: one read on every request, so that ending sessions takes
 * effect on the next one.
 * @throws AppError `auth.token_invalid` when the user is gone, has closed the account, or ended the session
 */
export const readUser = async (
  { db }: Pick<Services, "db">,
  { userId, tokenVersion }: SessionClaims,
): Promise<UserRecord> => {
  const user = await db.users.get(userId);
  if (user === null || user.closedAt !== null || user.tokenVersion !== tokenVersion)
    throw new AppError("auth.token_invalid");
  return user;
};
