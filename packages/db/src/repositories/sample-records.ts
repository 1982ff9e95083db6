import { randomUUID } from "node:crypto";
import {
  type AccessTokenRecord,
  addMs,
  type FileRecord,
  newBlobName,
  newLinkId,
  newUuidV7,
  pendingThumbnail,
  type ShareLinkRecord,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";

/** The moment `ms` from now; negative for the past. Engines with a TTL see real dates, so samples must be near them. */
export const fromNow = (ms: number): string => toInstant(addMs(new Date(), ms));

/** A fresh user that nobody else has; `over` replaces fields. */
export const sampleUser = (over: Partial<UserRecord> = {}): UserRecord => {
  const userId = newUuidV7(new Date());
  return {
    userId,
    email: `${userId}@example.org`,
    name: "Zoë Ångström 写真",
    passwordHash: "$2b$10$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234",
    tokenVersion: 0,
    usedBytes: 0,
    spaceChangedAt: null,
    quotaBytes: 1_000,
    linkDefaults: { expirationDays: 30 },
    createdAt: fromNow(0),
    closedAt: null,
    ...over,
  };
};

/** A fresh active picture of a fresh user, its thumbnail pending; `over` replaces fields. */
export const sampleFile = (over: Partial<FileRecord> = {}): FileRecord => {
  const own = {
    userId: newUuidV7(new Date()),
    fileId: newUuidV7(new Date()),
    fileName: "beach.jpg",
    ...over,
  };
  return {
    contentType: "image/jpeg",
    kind: "image",
    fileSize: 123_456,
    sha256: null,
    status: "active",
    statusDate: fromNow(0),
    verifiedDate: null,
    blobName: newBlobName(own),
    storageAccount: 0,
    uploadDate: fromNow(0),
    takenAt: null,
    width: null,
    height: null,
    durationMs: null,
    thumbnail: pendingThumbnail,
    ...own,
  };
};

/** `count` files of one user, oldest first, made one millisecond apart, so that their order is certain. */
export const sampleFiles = (count: number, over: Partial<FileRecord> = {}): FileRecord[] => {
  const userId = newUuidV7(new Date());
  const startMs = Date.now() - count;
  return Array.from({ length: count }, (_, index) =>
    sampleFile({ userId, fileId: newUuidV7(new Date(startMs + index)), ...over }),
  );
};

/** A fresh token of a fresh user that ends in a day, never used; `over` replaces fields. */
export const sampleAccessToken = (over: Partial<AccessTokenRecord> = {}): AccessTokenRecord => ({
  tokenId: randomUUID(),
  userId: newUuidV7(new Date()),
  name: "Sicherung – 備份",
  secretHash: "5e".repeat(32),
  scopes: ["files:read", "shares:write"],
  tokenVersion: 0,
  createdAt: fromNow(0),
  lastUsedAt: null,
  expiresAt: fromNow(86_400_000),
  ...over,
});

/** A fresh live link that ends in a day, to a fresh file of a fresh user; `over` replaces fields. */
export const sampleShareLink = (over: Partial<ShareLinkRecord> = {}): ShareLinkRecord => ({
  linkId: newLinkId(),
  fileId: newUuidV7(new Date()),
  userId: newUuidV7(new Date()),
  expiryDate: fromNow(86_400_000),
  accessCount: 0,
  createdDate: fromNow(0),
  isRevoked: false,
  revokedDate: null,
  lastAccessDate: null,
  name: null,
  passwordHash: null,
  maxAccessCount: null,
  ...over,
});
