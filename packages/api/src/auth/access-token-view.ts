import type { AccessTokenRecord, AccessTokenView } from "@cloudpix/domain";

/** What an owner sees of an access token: no hash, no token version. */
export const toAccessTokenView = (token: AccessTokenRecord): AccessTokenView => ({
  tokenId: token.tokenId,
  name: token.name,
  scopes: token.scopes,
  createdAt: token.createdAt,
  lastUsedAt: token.lastUsedAt,
  expiresAt: token.expiresAt,
});
