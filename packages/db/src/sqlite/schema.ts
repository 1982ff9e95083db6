/**
 * The steps from an empty file to today's tables, in order; `PRAGMA user_version` counts those already taken.
 * A step that has been released is never edited: a change is a new step.
 * Columns bear the names of the domain's fields. Moments are text: their order is the order of the strings.
 * Besides SQL's own functions a step has `foldName`, the domain's: SQLite's lower() knows ASCII only.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE users (
    userId TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT,
    passwordHash TEXT NOT NULL,
    tokenVersion INTEGER NOT NULL,
    usedBytes INTEGER NOT NULL CHECK (usedBytes >= 0),
    quotaBytes INTEGER NOT NULL,
    linkDefaults TEXT NOT NULL,
    createdAt TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE files (
    userId TEXT NOT NULL,
    fileId TEXT NOT NULL,
    fileName TEXT NOT NULL,
    contentType TEXT NOT NULL,
    kind TEXT NOT NULL,
    fileSize INTEGER NOT NULL,
    sha256 TEXT,
    status TEXT NOT NULL,
    statusDate TEXT NOT NULL,
    blobName TEXT NOT NULL,
    storageAccount INTEGER NOT NULL,
    uploadDate TEXT NOT NULL,
    takenAt TEXT,
    width INTEGER,
    height INTEGER,
    durationMs INTEGER,
    thumbnail TEXT NOT NULL,
    thumbnailState TEXT NOT NULL GENERATED ALWAYS AS (thumbnail ->> '$.state') VIRTUAL,
    PRIMARY KEY (userId, fileId)
  ) STRICT;

  -- A page costs the same however many files there are: one short walk per status asked for.
  -- fileSize rides along so that a user's sum is read from the index alone.
  CREATE INDEX filesByStatus ON files (userId, status, fileId DESC, fileSize);
  CREATE INDEX filesByKind ON files (userId, status, kind, fileId DESC);
  CREATE INDEX filesByStatusDate ON files (status, statusDate);
  CREATE INDEX filesPendingThumbnail ON files (statusDate) WHERE status = 'active' AND thumbnailState = 'pending';

  CREATE TABLE shareLinks (
    linkId TEXT PRIMARY KEY,
    fileId TEXT NOT NULL,
    userId TEXT NOT NULL,
    expiryDate TEXT,
    accessCount INTEGER NOT NULL,
    createdDate TEXT NOT NULL,
    isRevoked INTEGER NOT NULL CHECK (isRevoked IN (0, 1)),
    revokedDate TEXT,
    lastAccessDate TEXT,
    name TEXT,
    passwordHash TEXT,
    maxAccessCount INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX shareLinksByFile ON shareLinks (userId, fileId, createdDate DESC);
  CREATE INDEX shareLinksByExpiry ON shareLinks (expiryDate) WHERE expiryDate IS NOT NULL;
  CREATE INDEX shareLinksByRevocation ON shareLinks (revokedDate) WHERE revokedDate IS NOT NULL;

  CREATE TABLE throttles (
    key TEXT NOT NULL,
    resetMs INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (key, resetMs)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX throttlesByReset ON throttles (resetMs);

  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    details TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE users ADD COLUMN closedAt TEXT;
  CREATE INDEX usersClosed ON users (closedAt) WHERE closedAt IS NOT NULL;

  ALTER TABLE files ADD COLUMN foldedName TEXT NOT NULL DEFAULT '';
  UPDATE files SET foldedName = foldName(fileName);

  -- One index for each order of a list, with and without a kind, walked in both directions. foldedName rides along, so
  -- that a search that finds nothing has read the index alone. A user's sums are read from an index by size alone.
  DROP INDEX filesByStatus;
  DROP INDEX filesByKind;
  CREATE INDEX filesByStatus ON files (userId, status, fileId, foldedName);
  CREATE INDEX filesByName ON files (userId, status, foldedName, fileId);
  CREATE INDEX filesBySize ON files (userId, status, fileSize, fileId, foldedName);
  CREATE INDEX filesOfKind ON files (userId, status, kind, fileId, foldedName);
  CREATE INDEX filesOfKindByName ON files (userId, status, kind, foldedName, fileId);
  CREATE INDEX filesOfKindBySize ON files (userId, status, kind, fileSize, fileId, foldedName);

  CREATE INDEX shareLinksByUser ON shareLinks (userId, createdDate, linkId);
  CREATE INDEX shareLinksUnrevoked ON shareLinks (userId) WHERE isRevoked = 0;

  CREATE TABLE accessTokens (
    tokenId TEXT NOT NULL,
    userId TEXT NOT NULL,
    name TEXT NOT NULL,
    secretHash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    tokenVersion INTEGER NOT NULL,
    createdAt TEXT NOT NULL,
    lastUsedAt TEXT,
    expiresAt TEXT,
    PRIMARY KEY (userId, tokenId)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX accessTokensByDate ON accessTokens (userId, createdAt, tokenId);
  CREATE INDEX accessTokensByExpiry ON accessTokens (expiresAt) WHERE expiresAt IS NOT NULL;
  `,
  `
  ALTER TABLE files ADD COLUMN verifiedDate TEXT;
  UPDATE files SET verifiedDate = statusDate WHERE status = 'active';
  `,
  `
  ALTER TABLE users ADD COLUMN spaceChangedAt TEXT;
  CREATE INDEX usersMarked ON users (spaceChangedAt) WHERE spaceChangedAt IS NOT NULL;
  `,
];
