import type { Instant, UserId, UserRecord } from "@cloudpix/domain";

/**
 * What `update` may change: the one list that both drivers and {@link UserChanges} go by. Usage, token version and
 * password have verbs of their own, because they are counted or compared, not set.
 */
export const changeableUserFields = [
  "name",
  "linkDefaults",
  "quotaBytes",
] as const satisfies readonly (keyof UserRecord)[];

/** Fields left out stay as they are. */
export type UserChanges = Partial<Pick<UserRecord, (typeof changeableUserFields)[number]>>;

/** Remembers users. Every method may be repeated; all throw `dependency.unavailable` when the database does not answer. */
export type UserRepository = {
  /**
   * Adds a user. An e-mail belongs to one user for good, also under concurrent calls.
   * Repeating the call with the same userId answers `created` again.
   */
  create(user: UserRecord): Promise<"created" | "email_taken">;
  get(userId: UserId): Promise<UserRecord | null>;
  /**
   * `email` is normalised already. Closed accounts are found too, until they are removed. `permitted`: no user is read
   * before it has resolved, and none at all when it fails, which is then thrown; what leads to the user may be.
   */
  findByEmail(email: string, permitted?: Promise<unknown>): Promise<UserRecord | null>;
  /** The user after the change, or null when the account is closed or gone. Never touches `usedBytes` or `tokenVersion`. */
  update(userId: UserId, changes: UserChanges): Promise<UserRecord | null>;
  /**
   * Replaces the password hash if it still is `from`, in one atomic step, and with `endsSessions` raises `tokenVersion`
   * in that same step: no session of the old password outlives it, and no slow re-hash brings an old one back. The user
   * after it, or null when the hash is another by now, the account is closed or gone.
   */
  replacePassword(
    userId: UserId,
    change: { from: string; to: string; endsSessions: boolean },
  ): Promise<UserRecord | null>;
  /**
   * Raises `tokenVersion` by one if it still is `from`, in one atomic step: every session of this user is over, and
   * nobody whose own was ended already begins another. The user after it, or null when the version is another by now,
   * the account is closed or gone.
   */
  endSessions(userId: UserId, from: number): Promise<UserRecord | null>;
  /**
   * Closes the account at `at` if its password hash still is `from`: sets `closedAt` and raises `tokenVersion` in one
   * atomic step. The user after it, or null when the hash is another by now, the account is closed already or gone.
   */
  close(userId: UserId, change: { from: string; at: Instant }): Promise<UserRecord | null>;
  /** Removes a closed user for good and frees the e-mail. False when there was none. Repeatable, also after a crash half-way. */
  remove(userId: UserId): Promise<boolean>;
  /** Users over all partitions (a named exception) by userId, behind `after`: for operators and the daily check of usage. */
  list(query: { limit: number; after?: UserId }): Promise<UserRecord[]>;
  /** Closed accounts (a named cross-partition exception), longest closed first, at most `limit`: what the worker has to remove. */
  listClosed(limit: number): Promise<UserRecord[]>;
  /**
   * Adds `bytes` to `usedBytes` of an account that is not closed if the quota allows, and marks it as changed at `at`: one
   * atomic step, so that the quota is exact under concurrency.
   */
  reserveBytes(userId: UserId, bytes: number, at: Instant): Promise<"reserved" | "over_quota" | "no_user">;
  /** Takes `bytes` back, never below zero, and marks as `reserveBytes` does. Not repeatable: call it once per removed file. */
  releaseBytes(userId: UserId, bytes: number, at: Instant): Promise<void>;
  /** Marks the user's space as about to change at `at`, unless it was marked within `spaceMarkMs` before. */
  markSpace(userId: UserId, at: Instant): Promise<void>;
  /**
   * Open accounts whose space was marked before `before` and not settled since (a named cross-partition exception), longest
   * marked first, at most `limit`: whose bytes the worker has to count.
   */
  listMarked(before: Instant, limit: number): Promise<UserRecord[]>;
  /**
   * Sets `usedBytes` to what was counted and takes the mark away if both still are as they were `seen` before the count.
   * False when they are not: something has changed the space meanwhile.
   */
  settleSpace(
    userId: UserId,
    seen: Pick<UserRecord, "usedBytes" | "spaceChangedAt">,
    countedBytes: number,
  ): Promise<boolean>;
};
