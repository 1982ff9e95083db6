import { randomUUID } from "node:crypto";
import {
  type AccessTokenRecord,
  type FileRecord,
  newBlobName,
  newLinkId,
  newUuidV7,
  pendingThumbnail,
  type ShareLinkRecord,
  toInstant,
  type UserId,
  type UserRecord,
} from "@cloudpix/domain";

/** A fresh user with a quota nobody reaches. */
export const sampleUser = (now: Date, over: Partial<UserRecord> = {}): UserRecord => {
  const userId = newUuidV7(now);
  return {
    userId,
    email: `${userId}@example.org`,
    name: null,
    passwordHash: "$2b$10$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234",
    tokenVersion: 0,
    usedBytes: 0,
    spaceChangedAt: null,
    quotaBytes: 1e12,
    linkDefaults: { expirationDays: 30 },
    createdAt: toInstant(now),
    closedAt: null,
    ...over,
  };
};

/** An active picture of the user's, its thumbnail awaited. */
export const sampleFile = (
  now: Date,
  given: Partial<FileRecord> & Pick<FileRecord, "userId" | "fileSize">,
): FileRecord => {
  const named = { fileId: newUuidV7(now), fileName: "beach.jpg", ...given };
  return {
    contentType: "image/jpeg",
    kind: "image",
    sha256: null,
    status: "active",
    statusDate: toInstant(now),
    verifiedDate: null,
    blobName: newBlobName(named),
    storageAccount: 0,
    uploadDate: toInstant(now),
    takenAt: null,
    width: null,
    height: null,
    durationMs: null,
    thumbnail: pendingThumbnail,
    ...named,
  };
};

/** A link to the file without an end. */
export const sampleLink = (
  now: Date,
  { userId, fileId }: Pick<FileRecord, "userId" | "fileId">,
  over: Partial<ShareLinkRecord> = {},
): ShareLinkRecord => ({
  linkId: newLinkId(),
  fileId,
  userId,
  expiryDate: null,
  accessCount: 0,
  createdDate: toInstant(now),
  isRevoked: false,
  revokedDate: null,
  lastAccessDate: null,
  name: null,
  passwordHash: null,
  maxAccessCount: null,
  ...over,
});

/** An access token of the user's without an end. */
export const sampleToken = (
  now: Date,
  userId: UserId,
  over: Partial<AccessTokenRecord> = {},
): AccessTokenRecord => ({
  tokenId: randomUUID(),
  userId,
  name: "backup script",
  secretHash: "0".repeat(64),
  scopes: ["files:read"],
  tokenVersion: 0,
  createdAt: toInstant(now),
  lastUsedAt: null,
  expiresAt: null,
  ...over,
});
