import {
  type AccessTokenRecord,
  addMs,
  type CreateAccessTokenInput,
  type CreatedAccessTokenView,
  DAY_MS,
  invalidField,
  newUuidV7,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { newAccessTokenText } from "./access-token-text.ts";
import { toAccessTokenView } from "./access-token-view.ts";
import { listAccessTokens } from "./list-access-tokens.ts";
import { readUser } from "./read-user.ts";

/** Far more than programs need, and far fewer than a list shows: every token can be seen and revoked by its owner. */
const atMost = 100;

/** Sessions that ended while the token was being made took only the tokens along that were there: this one goes too. */
const refuseEnded = async (services: Services, token: AccessTokenRecord): Promise<void> => {
  try {
    await readUser(services, token);
  } catch (error) {
    await services.db.accessTokens.remove(token.userId, token.tokenId);
    throw error;
  }
};

/**
 * Makes an access token for a program. Its text is in this answer and nowhere else.
 * @throws AppError `input.invalid` when the user has 100 tokens; `auth.token_invalid` when the session ended meanwhile
 */
export const createAccessToken = async (
  services: Services,
  user: UserRecord,
  { name, scopes, expirationDays }: CreateAccessTokenInput,
): Promise<CreatedAccessTokenView> => {
  const { db, now } = services;
  const { accessTokens } = await listAccessTokens(services, user);
  if (accessTokens.length >= atMost) {
    // It is no field's fault. The first one is named, where a form shows the sentence.
    throw invalidField(
      "name",
      `You have ${atMost} access tokens. Please revoke one that is not needed any more.`,
    );
  }
  const tokenId = newUuidV7(now());
  const { text, secretHash } = newAccessTokenText(user.userId, tokenId);
  const token: AccessTokenRecord = {
    tokenId,
    userId: user.userId,
    name,
    secretHash,
    scopes,
    tokenVersion: user.tokenVersion,
    createdAt: toInstant(now()),
    lastUsedAt: null,
    expiresAt: expirationDays === null ? null : toInstant(addMs(now(), expirationDays * DAY_MS)),
  };
  await db.accessTokens.create(token);
  await refuseEnded(services, token);
  return { token: text, accessToken: toAccessTokenView(token) };
};
