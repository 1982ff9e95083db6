import { FileRecord, foldName, Thumbnail } from "@cloudpix/domain";
import { z } from "zod";
import { type FoundFile, filePage } from "../repositories/file-page.ts";
import {
  changeableFileFields,
  type FileCondition,
  type FileRepository,
} from "../repositories/file-repository.ts";
import { fileListQuery } from "./file-list-query.ts";
import { columnsOf, jsonField } from "./row-field.ts";
import type { Row, SqliteConnection, Values } from "./sqlite-connection.ts";

const FileRow = FileRecord.extend({ thumbnail: jsonField(Thumbnail) });
const FoundRow = FileRow.extend({ foldedName: z.string() });
const TotalsRow = z.object({ fileCount: z.int(), bytes: z.int() });
const columns = columnsOf(FileRow);
const fileIn = (rows: Row[]): FileRecord | null => (rows[0] ? FileRow.parse(rows[0]) : null);
const filesIn = (rows: Row[]): FileRecord[] => rows.map((row) => FileRow.parse(row));
const foundIn = (row: Row): FoundFile => {
  const { foldedName, ...file } = FoundRow.parse(row);
  return { file, foldedName };
};

const all = columnsOf(FoundRow);
const insert = `INSERT INTO files (${all.names}) VALUES (${all.values}) ON CONFLICT DO NOTHING`;
const mine = "userId = :userId AND fileId = :fileId";
const many = `SELECT ${columns.names} FROM files
  WHERE userId = :userId AND fileId IN (SELECT value FROM json_each(:fileIds))`;
const sum = `SELECT count(*) AS fileCount, coalesce(sum(fileSize), 0) AS bytes FROM files WHERE userId = :userId`;
const sumOfStatuses = `${sum} AND status IN (SELECT value FROM json_each(:statuses))`;
const byStatusDate = `SELECT ${columns.names} FROM files
  WHERE status = :status AND statusDate < :before ORDER BY statusDate LIMIT :limit`;
// Left to itself the planner walks all active files; the literals are what the partial index asks for.
const pending = `SELECT ${columns.names} FROM files INDEXED BY filesPendingThumbnail
  WHERE status = 'active' AND thumbnailState = 'pending' AND statusDate < :before ORDER BY statusDate LIMIT :limit`;

const storedFields = [...changeableFileFields, "foldedName"] as const;

const holding = (condition: FileCondition = {}): { where: string; values: Values } => {
  const { status, thumbnailState, blobName, statusDate } = condition;
  const among = (column: string, value: string) =>
    ` AND ${column} IN (SELECT value FROM json_each(:${value}))`;
  return {
    where: [
      mine,
      status ? among("status", "ifStatus") : "",
      thumbnailState ? among("thumbnailState", "ifThumbnail") : "",
      blobName ? " AND blobName = :ifBlobName" : "",
      statusDate ? " AND statusDate = :ifStatusDate" : "",
    ].join(""),
    values: {
      ...(status && { ifStatus: JSON.stringify(status) }),
      ...(thumbnailState && { ifThumbnail: JSON.stringify(thumbnailState) }),
      ...(blobName && { ifBlobName: blobName }),
      ...(statusDate && { ifStatusDate: statusDate }),
    },
  };
};

/** Files in SQLite. */
export const createSqliteFileRepository = (connection: SqliteConnection): FileRepository => ({
  create: (file) => {
    const derived = { foldedName: foldName(file.fileName), thumbnail: JSON.stringify(file.thumbnail) };
    return connection.write((sql) => (sql.run(insert, { ...file, ...derived }) === 1 ? "created" : "exists"));
  },
  get: (userId, fileId) =>
    connection.read((sql) =>
      fileIn(sql.all(`SELECT ${columns.names} FROM files WHERE ${mine}`, { userId, fileId })),
    ),
  getMany: (userId, fileIds) =>
    connection.read((sql) => filesIn(sql.all(many, { userId, fileIds: JSON.stringify(fileIds) }))),
  list: async (userId, query) => {
    const { text, values } = fileListQuery(all.names, userId, query);
    const rows = await connection.read((sql) => sql.all(text, values));
    return filePage(rows.map(foundIn), query.sort, query.limit);
  },
  update: (userId, fileId, { thumbnail, ...changes }, condition) => {
    const held = holding(condition);
    const values = {
      ...changes,
      ...(thumbnail && { thumbnail: JSON.stringify(thumbnail) }),
      ...(changes.fileName !== undefined && { foldedName: foldName(changes.fileName) }),
    };
    const changed = storedFields.filter((column) => values[column] !== undefined);
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
  sumBytes: (userId) => connection.read((sql) => TotalsRow.parse(sql.all(sum, { userId })[0]).bytes),
  measure: (userId, statuses) => {
    const values = { userId, statuses: JSON.stringify(statuses) };
    return connection.read((sql) => TotalsRow.parse(sql.all(sumOfStatuses, values)[0]));
  },
  listByStatusBefore: (status, before, limit) =>
    connection.read((sql) => filesIn(sql.all(byStatusDate, { status, before, limit }))),
  listPendingThumbnails: (before, limit) =>
    connection.read((sql) => filesIn(sql.all(pending, { before, limit }))),
});
