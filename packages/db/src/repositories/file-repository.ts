import type {
  FileId,
  FileKind,
  FileRecord,
  FileSort,
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
  "verifiedDate",
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
  /** Tells a file from one that was announced anew under its id. */
  blobName?: string;
  /** Tells a state from the same one entered anew, or renewed. */
  statusDate?: Instant;
};

/** A file's place in a sorted list: `key` is its folded name or its size; where the time of upload sorts, null. */
export type FilePosition = { key: string | number | null; fileId: FileId };

export type FileQuery = {
  statuses: readonly FileStatus[];
  kind?: FileKind;
  /** Folded words (`searchTerms`) that all occur in the folded file name. */
  terms?: readonly string[];
  sort: FileSort;
  limit: number;
  /** The `next` of the page before under the same sort; the page begins behind it. */
  after?: FilePosition;
};

/** `next` is null on the last page. */
export type FilePage = { files: FileRecord[]; next: FilePosition | null };

export type FileTotals = { fileCount: number; bytes: number };

/** Remembers files. `userId` comes first everywhere: another user's file does not exist. */
export type FileRepository = {
  /** Repeating the call with the same fileId changes nothing and answers `exists`. */
  create(file: FileRecord): Promise<"created" | "exists">;
  get(userId: UserId, fileId: FileId): Promise<FileRecord | null>;
  /** Those of the given files that are there, in no order; at most 100 ids. */
  getMany(userId: UserId, fileIds: readonly FileId[]): Promise<FileRecord[]>;
  /** At most `limit` files in the order of `sort`, equals by fileId: a keyset, so that no file is met twice or missed. */
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
  /** How many files the user has in these statuses, and their bytes. */
  measure(userId: UserId, statuses: readonly FileStatus[]): Promise<FileTotals>;
  /** Sweep over all owners (a named cross-partition exception): files in `status` since before `before`, oldest first. */
  listByStatusBefore(status: FileStatus, before: Instant, limit: number): Promise<FileRecord[]>;
  /** Sweep over all owners: active files whose thumbnail is pending and whose status is older than `before`. */
  listPendingThumbnails(before: Instant, limit: number): Promise<FileRecord[]>;
};
