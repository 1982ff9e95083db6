import type { FileId, Instant, LinkId, ShareLinkRecord, UserId } from "@cloudpix/domain";

/** What `update` may change. Fields left out stay as they are. */
export type ShareLinkChanges = Partial<
  Pick<ShareLinkRecord, "name" | "expiryDate" | "passwordHash" | "maxAccessCount">
>;

/** What of a link must still hold for an access of it to count. */
export type ReadShareLink = Pick<ShareLinkRecord, "linkId" | "expiryDate" | "passwordHash">;

/** A link's place among its owner's. */
export type ShareLinkPosition = Pick<ShareLinkRecord, "createdDate" | "linkId">;

/** `next` is null on the last page. */
export type ShareLinkPage = { shareLinks: ShareLinkRecord[]; next: ShareLinkPosition | null };

/** Remembers share links. Expiry is judged in code: an expired link is still found until its grace is over. */
export type ShareLinkRepository = {
  /**
   * Adds a link. Repeating the call with the same content answers `exists` and changes nothing, also when the link
   * was opened or revoked in between; an id that is in use for something else answers `conflict`. Of calls at the same
   * moment one is told `created`.
   */
  create(link: ShareLinkRecord): Promise<"created" | "exists" | "conflict">;
  get(linkId: LinkId): Promise<ShareLinkRecord | null>;
  /** The owner's links to one file that are not revoked, newest first, at most 1,000; expired and used-up ones included. */
  listByFile(userId: UserId, fileId: FileId): Promise<ShareLinkRecord[]>;
  /** The owner's links to all files, newest first, at most `limit`; revoked and expired ones included. A keyset. */
  listByUser(userId: UserId, query: { limit: number; after?: ShareLinkPosition }): Promise<ShareLinkPage>;
  /** How many links that are neither revoked nor expired lead to each of these files; files with none are left out. */
  countLive(userId: UserId, fileIds: readonly FileId[], now: Instant): Promise<ReadonlyMap<FileId, number>>;
  /**
   * Counts one access of a link that was read as `link`, if it is live at `now` (not revoked, not expired, not used up)
   * and its end and its password hash are still those: one atomic conditional step, exact under concurrency, never undone
   * by a revocation at the same moment. The link after the count; null, and nothing counted, when it is another by now.
   */
  countAccess(link: ReadShareLink, now: Instant): Promise<ShareLinkRecord | null>;
  /**
   * Changes a link that is not revoked, at `now`, in one atomic step that loses no access counted meanwhile; its address
   * stays. The link after it, or null when it is unknown, revoked or somebody else's. Repeatable.
   */
  update(
    userId: UserId,
    linkId: LinkId,
    changes: ShareLinkChanges,
    now: Instant,
  ): Promise<ShareLinkRecord | null>;
  /**
   * Revokes; the link after it, or null when it is unknown or somebody else's. A second time changes nothing; `changed`
   * is true for the one caller that ended it.
   */
  revoke(
    userId: UserId,
    linkId: LinkId,
    now: Instant,
  ): Promise<{ link: ShareLinkRecord; changed: boolean } | null>;
  /**
   * Revokes all links to a file, used-up and expired ones too, so that none can be given a new life; how many it ended,
   * each counted for one caller. Repeatable.
   */
  revokeByFile(userId: UserId, fileId: FileId, now: Instant): Promise<number>;
  /** Revokes all links of a user; how many, as `revokeByFile`. Repeatable. */
  revokeByUser(userId: UserId, now: Instant): Promise<number>;
  /** Removes every link to a file, at purge; how many. Repeatable. */
  removeByFile(userId: UserId, fileId: FileId): Promise<number>;
  /** Removes every link of a user, when the account is gone; how many. Repeatable. */
  removeByUser(userId: UserId): Promise<number>;
  /** Removes at most `limit` links that expired or were revoked before `before`; how many. The clean-up repeats it. */
  removeDue(before: Instant, limit: number): Promise<number>;
};
