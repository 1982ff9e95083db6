import type { AccessTokenRecord, Instant, TokenId, UserId } from "@cloudpix/domain";

/** Remembers access tokens. `userId` comes first everywhere: another user's token does not exist. */
export type AccessTokenRepository = {
  /** Repeating the call with the same tokenId changes nothing and answers `exists`. */
  create(token: AccessTokenRecord): Promise<"created" | "exists">;
  get(userId: UserId, tokenId: TokenId): Promise<AccessTokenRecord | null>;
  /** The user's tokens, newest first, at most 1,000; expired ones included. */
  list(userId: UserId): Promise<AccessTokenRecord[]>;
  /** Remembers the latest use; an earlier moment than the one remembered changes nothing. A token that is gone stays gone. */
  markUsed(userId: UserId, tokenId: TokenId, at: Instant): Promise<void>;
  /** False when there was none. */
  remove(userId: UserId, tokenId: TokenId): Promise<boolean>;
  /** Removes all tokens of a user; how many. Repeatable. */
  removeByUser(userId: UserId): Promise<number>;
  /** Sweep over all owners: removes at most `limit` tokens that expired before `before`; how many. */
  removeDue(before: Instant, limit: number): Promise<number>;
};
