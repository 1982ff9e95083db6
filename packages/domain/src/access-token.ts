import { z } from "zod";
import { UserId } from "./ids.ts";
import { Instant } from "./instant.ts";
import { limits } from "./limits.ts";
import { plainName } from "./plain-name.ts";

/** What a program may be allowed to do. Nothing of the account itself: that takes a session. */
export const Scope = z.enum(["files:read", "files:write", "shares:read", "shares:write"]);
export type Scope = z.infer<typeof Scope>;

/** Names an access token; no secret. */
export const TokenId = z.uuid().transform((id) => id.toLowerCase());
export type TokenId = z.infer<typeof TokenId>;

const AccessTokenName = plainName(limits.accessTokenNameLength);
const Scopes = z
  .array(Scope)
  .min(1, "Please choose what the token may do.")
  .max(Scope.options.length)
  .refine((scopes) => new Set(scopes).size === scopes.length, "Please name each scope once.");

/** An access token as remembered. Never leaves the server: {@link AccessTokenView} does. */
export const AccessTokenRecord = z.strictObject({
  tokenId: TokenId,
  userId: UserId,
  name: z.string(),
  /** SHA-256 of the token's secret part: 256 random bits need no slow hash. */
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(Scope),
  /** The user's when it was made: raising that one ends this token with every session. */
  tokenVersion: z.int().min(0),
  createdAt: Instant,
  /** To the minute; null: never used. */
  lastUsedAt: Instant.nullable(),
  /** null: until it is revoked. */
  expiresAt: Instant.nullable(),
});
export type AccessTokenRecord = z.infer<typeof AccessTokenRecord>;

/** An access token as shown to its owner: everything but its secret. */
export const AccessTokenView = AccessTokenRecord.pick({
  tokenId: true,
  name: true,
  scopes: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
});
export type AccessTokenView = z.infer<typeof AccessTokenView>;

/** `expirationDays` from now; absent: 90; null, and only explicitly so: until it is revoked. */
export const CreateAccessTokenInput = z.strictObject({
  name: AccessTokenName,
  scopes: Scopes,
  expirationDays: z
    .int()
    .min(limits.expirationDays.min)
    .max(limits.expirationDays.max)
    .nullable()
    .default(90),
});
export type CreateAccessTokenInput = z.infer<typeof CreateAccessTokenInput>;

/** `token` is shown this once and nowhere again. */
export const CreatedAccessTokenView = z.strictObject({ token: z.string(), accessToken: AccessTokenView });
export type CreatedAccessTokenView = z.infer<typeof CreatedAccessTokenView>;

export const AccessTokensView = z.strictObject({ accessTokens: z.array(AccessTokenView) });
export type AccessTokensView = z.infer<typeof AccessTokensView>;

export const AccessTokenInput = z.strictObject({ tokenId: TokenId });
export type AccessTokenInput = z.infer<typeof AccessTokenInput>;
