import { z } from "zod";
import { Email } from "./email.ts";
import { UserId } from "./ids.ts";
import { Instant } from "./instant.ts";
import { limits } from "./limits.ts";
import { plainName } from "./plain-name.ts";
import { ExpirationDays } from "./share-link.ts";

/** What a new share link gets when its maker says nothing: always an end, so that only who asks for none gets none. */
export const LinkDefaults = z.strictObject({ expirationDays: ExpirationDays });
export type LinkDefaults = z.infer<typeof LinkDefaults>;

export const DisplayName = plainName(limits.displayNameLength);

/** A user as remembered. Never leaves the server: {@link UserView} does. */
export const UserRecord = z.strictObject({
  userId: UserId,
  email: Email,
  name: z.string().nullable(),
  passwordHash: z.string(),
  /** Raised to end every session at once: a token or cookie carries the version it was made under. */
  tokenVersion: z.int().min(0),
  usedBytes: z.int().min(0),
  /** When `usedBytes` last changed or was about to; null once the bytes of the user's files were counted since. */
  spaceChangedAt: Instant.nullable(),
  quotaBytes: z.int().min(0),
  linkDefaults: LinkDefaults,
  createdAt: Instant,
  /** When the account was deleted by its user: nobody can sign in any more, and the worker removes what belonged to it. */
  closedAt: Instant.nullable(),
});
export type UserRecord = z.infer<typeof UserRecord>;

/** A user as shown to themself. */
export const UserView = UserRecord.pick({
  userId: true,
  email: true,
  name: true,
  usedBytes: true,
  quotaBytes: true,
  linkDefaults: true,
  createdAt: true,
});
export type UserView = z.infer<typeof UserView>;
