import type {
  FileId,
  FileKind,
  FileRecord,
  FileStatus,
  Instant,
  ThumbnailState,
  UserId,
} from "@cloudpix/domain";

/** What `update` may change: the one list that both drivers and {@link FileChanges} go by. */
export const changeableFileFields = [
  "fileName",
  "contentType",
  "kind",
  "fileSize",
  "sha256",
  "status",
  "statusDate",
  "takenAt",
  "width",
  "height",
  "durationMs",
  "blobName",
  "thumbnail",
] as const satisfies readonly (keyof FileRecord)[];

/** Fields left out stay as they are. */
export type FileChanges = Partial<Pick<FileRecord, (typeof changeableFileFields)[number]>>;

/** Holds of the stored file at the moment of the change, or nothing is changed. */
export type FileCondition = {
  status?: readonly FileStatus[];
  thumbnailState?: readonly ThumbnailState[];
  /** Tells a file from one that was made anew under its id. */
  uploadDate?: Instant;
};

export type FileQuery = {
  statuses: readonly FileStatus[];
  kind?: FileKind;
  limit: number;
  /** The last fileId of the page before; the page begins behind it. */
  before?: FileId;
};

export type FilePage = { files: FileRecord[]; hasMore: boolean };

/** Remembers files. `userId` comes first everywhere: another user's file does not exist. */
export type FileRepository = {
  /** Repeating the call with the same fileId changes nothing and answers `exists`. */
  create(file: FileRecord): Promise<"created" | "exists">;
  get(userId: UserId, fileId: FileId): Promise<FileRecord | null>;
  /** Newest first: a keyset on the time-ordered fileId, at most `limit` files. */
  list(userId: UserId, query: FileQuery): Promise<FilePage>;
  /**
   * Changes fields in one atomic step if `condition` holds; the file after the change.
   * Null when there is no such file or the condition does not hold; the two are told apart by `get`.
   */
  update(
    userId: UserId,
    fileId: FileId,
    changes: FileChanges,
    condition?: FileCondition,
  ): Promise<FileRecord | null>;
  /** True for the one caller that removed it, so that exactly one releases its bytes. `condition` as in `update`. */
  remove(userId: UserId, fileId: FileId, condition?: FileCondition): Promise<boolean>;
  /** Sum of `fileSize` over all the user's files in every status: what `usedBytes` should be. */
  sumBytes(userId: UserId): Promise<number>;
  /** Sweep over all owners (a named cross-partition exception): files in `status` since before `before`, oldest first. */
  listByStatusBefore(status: FileStatus, before: Instant, limit: number): Promise<FileRecord[]>;
  /** Sweep over all owners: active files whose thumbnail is pending and whose status is older than `before`. */
  listPendingThumbnails(before: Instant, limit: number): Promise<FileRecord[]>;
};
