import { FileRecord, Thumbnail } from "@cloudpix/domain";
import { z } from "zod";
import {
  changeableFileFields,
  type FileCondition,
  type FileQuery,
  type FileRepository,
} from "../repositories/file-repository.ts";
import { columnsOf, jsonField } from "./row-field.ts";
import type { Row, SqliteConnection, Values } from "./sqlite-connection.ts";

const FileRow = FileRecord.extend({ thumbnail: jsonField(Thumbnail) });
const SumRow = z.object({ bytes: z.int() });
const columns = columnsOf(FileRow);
const fileIn = (rows: Row[]): FileRecord | null => (rows[0] ? FileRow.parse(rows[0]) : null);
const filesIn = (rows: Row[]): FileRecord[] => rows.map((row) => FileRow.parse(row));

const insert = `INSERT INTO files (${columns.names}) VALUES (${columns.values}) ON CONFLICT DO NOTHING`;
const mine = "userId = :userId AND fileId = :fileId";
const sum = "SELECT coalesce(sum(fileSize), 0) AS bytes FROM files WHERE userId = :userId";
const byStatusDate = `SELECT ${columns.names} FROM files
  WHERE status = :status AND statusDate < :before ORDER BY statusDate LIMIT :limit`;
// Left to itself the planner walks all active files; the literals are what the partial index asks for.
const pending = `SELECT ${columns.names} FROM files INDEXED BY filesPendingThumbnail
  WHERE status = 'active' AND thumbnailState = 'pending' AND statusDate < :before ORDER BY statusDate LIMIT :limit`;

// Greater than every id: hexadecimal digits and hyphens sort before it.
const behindEveryId = "~";

/**
 * The text and values of one page and one file more. Each status is a short walk along its own index range, so
 * that a page of one status never steps over the files of another; only these few rows are then sorted together.
 */
export const fileListQuery = (userId: string, query: FileQuery): { text: string; values: Values } => {
  const { kind, before = behindEveryId, limit } = query;
  const statuses = [...new Set(query.statuses)];
  const walk = (index: number) => `SELECT id FROM (SELECT rowid AS id FROM files
    WHERE userId = :userId AND status = :status${index}${kind ? " AND kind = :kind" : ""} AND fileId < :before
    ORDER BY fileId DESC LIMIT :take)`;
  const text = `SELECT ${columns.names} FROM files WHERE rowid IN (${
    statuses.map((_, index) => walk(index)).join(" UNION ALL ") || "NULL"
  }) ORDER BY fileId DESC LIMIT :take`;
  const wanted = Object.fromEntries(statuses.map((status, index) => [`status${index}`, status]));
  const shared = statuses.length > 0 ? { userId, before, ...(kind && { kind }) } : {};
  return { text, values: { ...wanted, ...shared, take: limit + 1 } };
};

const holding = (condition: FileCondition = {}): { where: string; values: Values } => {
  const { status, thumbnailState, uploadDate } = condition;
  const among = (column: string, value: string) =>
    ` AND ${column} IN (SELECT value FROM json_each(:${value}))`;
  return {
    where: `${mine}${status ? among("status", "ifStatus") : ""}${thumbnailState ? among("thumbnailState", "ifThumbnail") : ""}${uploadDate ? " AND uploadDate = :ifUploadDate" : ""}`,
    values: {
      ...(status && { ifStatus: JSON.stringify(status) }),
      ...(thumbnailState && { ifThumbnail: JSON.stringify(thumbnailState) }),
      ...(uploadDate && { ifUploadDate: uploadDate }),
    },
  };
};

/** Files in SQLite. */
export const createSqliteFileRepository = (connection: SqliteConnection): FileRepository => ({
  create: (file) =>
    connection.write((sql) =>
      sql.run(insert, { ...file, thumbnail: JSON.stringify(file.thumbnail) }) === 1 ? "created" : "exists",
    ),
  get: (userId, fileId) =>
    connection.read((sql) =>
      fileIn(sql.all(`SELECT ${columns.names} FROM files WHERE ${mine}`, { userId, fileId })),
    ),
  list: async (userId, query) => {
    const { text, values } = fileListQuery(userId, query);
    const rows = await connection.read((sql) => sql.all(text, values));
    return { files: filesIn(rows.slice(0, query.limit)), hasMore: rows.length > query.limit };
  },
  update: (userId, fileId, { thumbnail, ...changes }, condition) => {
    const held = holding(condition);
    const values = { ...changes, ...(thumbnail && { thumbnail: JSON.stringify(thumbnail) }) };
    const changed = changeableFileFields.filter((column) => values[column] !== undefined);
    if (changed.length === 0) {
      const text = `SELECT ${columns.names} FROM files WHERE ${held.where}`;
      return connection.read((sql) => fileIn(sql.all(text, { ...held.values, userId, fileId })));
    }
    const set = changed.map((column) => `${column} = :${column}`).join(", ");
    const text = `UPDATE files SET ${set} WHERE ${held.where} RETURNING ${columns.names}`;
    return connection.write((sql) => fileIn(sql.all(text, { ...values, ...held.values, userId, fileId })));
  },
  remove: (userId, fileId, condition) => {
    const held = holding(condition);
    const text = `DELETE FROM files WHERE ${held.where}`;
    return connection.write((sql) => sql.run(text, { ...held.values, userId, fileId }) === 1);
  },
  sumBytes: (userId) => connection.read((sql) => SumRow.parse(sql.all(sum, { userId })[0]).bytes),
  listByStatusBefore: (status, before, limit) =>
    connection.read((sql) => filesIn(sql.all(byStatusDate, { status, before, limit }))),
  listPendingThumbnails: (before, limit) =>
    connection.read((sql) => filesIn(sql.all(pending, { before, limit }))),
});
