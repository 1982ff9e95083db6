import { type AccessTokenRecord, AppError, MINUTE_MS, toInstant } from "@cloudpix/domain";
import type { Actor } from "../actor.ts";
import type { Services } from "../services.ts";
import { isSameSecretHash, readAccessTokenText } from "./access-token-text.ts";

type Needed = Pick<Services, "db" | "telemetry" | "now">;

/** Once a minute at most: an owner wants to know whether a token is still in use, and no request shall cost a write. */
const markUsed = async ({ db, telemetry, now }: Needed, token: AccessTokenRecord): Promise<void> => {
  const usedMs = token.lastUsedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(token.lastUsedAt);
  if (now().getTime() < usedMs + MINUTE_MS) return;
  await db.accessTokens
    .markUsed(token.userId, token.tokenId, toInstant(now()))
    // The caller has proven who it is; a note that could not be made is no reason to turn it away.
    .catch((error: unknown) => telemetry.trackFailure(error, "use not noted", { tokenId: token.tokenId }));
};

/**
 * The program behind an access token: one read of the token and one of its user on every request, so that revoking it,
 * ending the sessions, changing the password and deleting the account take effect on the next one.
 * @throws AppError `auth.token_invalid`, `auth.token_expired`
 */
export const authenticateAccessToken = async (services: Needed, text: string): Promise<Actor> => {
  const { db, now } = services;
  const given = readAccessTokenText(text);
  if (given === null) throw new AppError("auth.token_invalid");
  const [token, user] = await Promise.all([
    db.accessTokens.get(given.userId, given.tokenId),
    db.users.get(given.userId),
  ]);
  if (
    token === null ||
    !isSameSecretHash(given.secretHash, token.secretHash) ||
    user === null ||
    user.closedAt !== null ||
    user.tokenVersion !== token.tokenVersion
  ) {
    throw new AppError("auth.token_invalid");
  }
  if (token.expiresAt !== null && token.expiresAt <= toInstant(now()))
    throw new AppError("auth.token_expired");
  await markUsed(services, token);
  return { user, scopes: new Set(token.scopes) };
};
