import { z } from "zod";
import { FileKind } from "./content-type.ts";
import { FileName } from "./file-name.ts";
import { FileId, UserId } from "./ids.ts";
import { Instant } from "./instant.ts";
import { Thumbnail, ThumbnailView } from "./thumbnail.ts";

/**
 * `uploading`: announced, its bytes are on their way. `receiving`: the bytes come in one request, without which there is
 * nothing to go on with; while it lives it renews `statusDate`. `verifying`: its bytes are in their final place and being
 * hashed. `active`: a file like any other. `trashed`: waits for restore or purge. `purging`: being removed for good.
 */
export const FileStatus = z.enum(["uploading", "receiving", "verifying", "active", "trashed", "purging"]);
export type FileStatus = z.infer<typeof FileStatus>;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "A SHA-256 is 64 hexadecimal digits in lower case.");

const pixels = z.int().min(1).nullable();

/** A file as remembered. Never leaves the server: {@link FileView} and SharedFileView do. */
export const FileRecord = z.strictObject({
  fileId: FileId,
  userId: UserId,
  fileName: FileName,
  contentType: z.string(),
  kind: FileKind,
  fileSize: z.int().min(0),
  sha256: Sha256.nullable(),
  status: FileStatus,
  /**
   * When `status` last changed: what abandonment and the days in the trash are counted from. Of a file in `purging`, when it
   * was last tried.
   */
  statusDate: Instant,
  /** When its bytes were found to be what was announced; null before, and where an earlier CloudPix did not say. */
  verifiedDate: Instant.nullable().default(null),
  /** Where the original lies in `cloudpix-files`, and which announcement of the file this is (`newBlobName`). */
  blobName: z.string(),
  /** Which storage account holds the bytes; one today, but a record outlives the day there are more. */
  storageAccount: z.int().min(0),
  uploadDate: Instant,
  takenAt: z.string().nullable(),
  /** Upright, as a person sees the picture. */
  width: pixels,
  height: pixels,
  durationMs: z.int().min(0).nullable(),
  thumbnail: Thumbnail,
});
export type FileRecord = z.infer<typeof FileRecord>;

/** A file as shown to its owner. */
export const FileView = z.strictObject({
  fileId: FileId,
  userId: UserId,
  fileName: z.string(),
  /** A short-lived read URL made for this answer; null until the bytes are in their final place. */
  blobUrl: z.url().nullable(),
  fileSize: z.int(),
  contentType: z.string(),
  uploadDate: Instant,
  status: FileStatus,
  /** When it went to the trash; absent where it is not in it. */
  trashedDate: Instant.optional(),
  kind: FileKind,
  width: z.int().optional(),
  height: z.int().optional(),
  durationMs: z.int().optional(),
  takenAt: z.string().optional(),
  thumbnail: ThumbnailView,
  isShared: z.boolean(),
  /** Links that are neither revoked nor expired. */
  shareCount: z.int(),
});
export type FileView = z.infer<typeof FileView>;

/** A file as shown to a visitor of a share link: nothing of its owner, its place or its storage. */
export const SharedFileView = FileView.pick({
  fileName: true,
  fileSize: true,
  contentType: true,
  uploadDate: true,
  kind: true,
  width: true,
  height: true,
  durationMs: true,
  thumbnail: true,
});
export type SharedFileView = z.infer<typeof SharedFileView>;
