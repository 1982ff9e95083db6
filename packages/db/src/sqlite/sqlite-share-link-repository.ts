import { FileId, ShareLinkRecord } from "@cloudpix/domain";
import { z } from "zod";
import { isSameShareLink } from "../repositories/is-same-share-link.ts";
import { shareLinkPage } from "../repositories/share-link-page.ts";
import type { ShareLinkRepository } from "../repositories/share-link-repository.ts";
import { inBatches } from "./in-batches.ts";
import { booleanField, columnsOf } from "./row-field.ts";
import type { Row, SqliteConnection } from "./sqlite-connection.ts";

const ShareLinkRow = ShareLinkRecord.extend({ isRevoked: booleanField });
const LiveRow = z.object({ fileId: FileId, live: z.int() });
const columns = columnsOf(ShareLinkRow);
const linkIn = (rows: Row[]): ShareLinkRecord | null => (rows[0] ? ShareLinkRow.parse(rows[0]) : null);

const insert = `INSERT INTO shareLinks (${columns.names}) VALUES (${columns.values}) ON CONFLICT DO NOTHING`;
const byId = `SELECT ${columns.names} FROM shareLinks WHERE linkId = :linkId`;
const byFile = `SELECT ${columns.names} FROM shareLinks
  WHERE userId = :userId AND fileId = :fileId AND isRevoked = 0 ORDER BY createdDate DESC LIMIT 1000`;
const byUser = `SELECT ${columns.names} FROM shareLinks
  WHERE userId = :userId AND (createdDate, linkId) < (:createdDate, :linkId)
  ORDER BY createdDate DESC, linkId DESC LIMIT :take`;
const behindEveryLink = { createdDate: "~", linkId: "~" };
const alive = "isRevoked = 0 AND (expiryDate IS NULL OR expiryDate > :now)";
const liveByFile = `SELECT fileId, count(*) AS live FROM shareLinks
  WHERE userId = :userId AND fileId IN (SELECT value FROM json_each(:fileIds)) AND ${alive} GROUP BY fileId`;
const count = `UPDATE shareLinks SET accessCount = accessCount + 1, lastAccessDate = :now
  WHERE linkId = :linkId AND ${alive} AND (maxAccessCount IS NULL OR accessCount < maxAccessCount)
    AND expiryDate IS :expiryDate AND passwordHash IS :passwordHash RETURNING ${columns.names}`;
const update = `UPDATE shareLinks SET
    name = iif(:setsName, :name, name),
    expiryDate = iif(:setsExpiryDate, :expiryDate, expiryDate),
    passwordHash = iif(:setsPasswordHash, :passwordHash, passwordHash),
    maxAccessCount = iif(:setsMaxAccessCount, :maxAccessCount, maxAccessCount)
  WHERE linkId = :linkId AND userId = :userId AND isRevoked = 0 RETURNING ${columns.names}`;
const revoke = `UPDATE shareLinks SET isRevoked = 1, revokedDate = :now
  WHERE linkId = :linkId AND userId = :userId AND isRevoked = 0 RETURNING ${columns.names}`;
const revokeAll = `UPDATE shareLinks SET isRevoked = 1, revokedDate = :now
  WHERE userId = :userId AND fileId = :fileId AND isRevoked = 0`;
const removeAll = "DELETE FROM shareLinks WHERE userId = :userId AND fileId = :fileId";
const revokeUsers = `UPDATE shareLinks SET isRevoked = 1, revokedDate = :now WHERE linkId IN (
  SELECT linkId FROM shareLinks WHERE userId = :userId AND isRevoked = 0 LIMIT :batch)`;
const removeUsers = `DELETE FROM shareLinks WHERE linkId IN (
  SELECT linkId FROM shareLinks WHERE userId = :userId LIMIT :batch)`;
// The two walks share no link, so that `limit` is met exactly while that many are due.
const due = `DELETE FROM shareLinks WHERE linkId IN (
  SELECT linkId FROM shareLinks WHERE expiryDate < :before
  UNION ALL
  SELECT linkId FROM shareLinks WHERE revokedDate < :before AND (expiryDate IS NULL OR expiryDate >= :before)
  LIMIT :limit)`;

/** Share links in SQLite. Nothing disappears by itself here: the clean-up calls `removeDue`. */
export const createSqliteShareLinkRepository = (connection: SqliteConnection): ShareLinkRepository => ({
  create: (link) =>
    connection.transaction((sql) => {
      if (sql.run(insert, { ...link, isRevoked: Number(link.isRevoked) }) === 1) return "created";
      const stored = linkIn(sql.all(byId, { linkId: link.linkId }));
      return stored && isSameShareLink(stored, link) ? "exists" : "conflict";
    }),
  get: (linkId) => connection.read((sql) => linkIn(sql.all(byId, { linkId }))),
  listByFile: (userId, fileId) =>
    connection.read((sql) => sql.all(byFile, { userId, fileId }).map((row) => ShareLinkRow.parse(row))),
  listByUser: async (userId, { limit, after = behindEveryLink }) => {
    const { createdDate, linkId } = after;
    const rows = await connection.read((sql) =>
      sql.all(byUser, { userId, createdDate, linkId, take: limit + 1 }),
    );
    return shareLinkPage(
      rows.map((row) => ShareLinkRow.parse(row)),
      limit,
    );
  },
  countLive: async (userId, fileIds, now) => {
    const values = { userId, fileIds: JSON.stringify(fileIds), now };
    const rows = await connection.read((sql) => sql.all(liveByFile, values));
    return new Map(rows.map((row) => LiveRow.parse(row)).map(({ fileId, live }) => [fileId, live]));
  },
  countAccess: ({ linkId, expiryDate, passwordHash }, now) =>
    connection.write((sql) => linkIn(sql.all(count, { linkId, now, expiryDate, passwordHash }))),
  update: (userId, linkId, { name, expiryDate, passwordHash, maxAccessCount }) => {
    const values = {
      userId,
      linkId,
      setsName: Number(name !== undefined),
      name: name ?? null,
      setsExpiryDate: Number(expiryDate !== undefined),
      expiryDate: expiryDate ?? null,
      setsPasswordHash: Number(passwordHash !== undefined),
      passwordHash: passwordHash ?? null,
      setsMaxAccessCount: Number(maxAccessCount !== undefined),
      maxAccessCount: maxAccessCount ?? null,
    };
    return connection.write((sql) => linkIn(sql.all(update, values)));
  },
  revoke: (userId, linkId, now) =>
    connection.transaction((sql) => {
      const revoked = linkIn(sql.all(revoke, { userId, linkId, now }));
      if (revoked !== null) return { link: revoked, changed: true };
      const link = linkIn(sql.all(byId, { linkId }));
      return link?.userId === userId ? { link, changed: false } : null;
    }),
  revokeByFile: (userId, fileId, now) =>
    connection.write((sql) => sql.run(revokeAll, { userId, fileId, now })),
  revokeByUser: (userId, now) => inBatches(connection, revokeUsers, { userId, now }),
  removeByFile: (userId, fileId) => connection.write((sql) => sql.run(removeAll, { userId, fileId })),
  removeByUser: (userId) => inBatches(connection, removeUsers, { userId }),
  removeDue: (before, limit) => connection.write((sql) => sql.run(due, { before, limit })),
});
