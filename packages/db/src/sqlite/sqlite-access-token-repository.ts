import { AccessTokenRecord } from "@cloudpix/domain";
import type { AccessTokenRepository } from "../repositories/access-token-repository.ts";
import { columnsOf, jsonField } from "./row-field.ts";
import type { Row, SqliteConnection } from "./sqlite-connection.ts";

const TokenRow = AccessTokenRecord.extend({ scopes: jsonField(AccessTokenRecord.shape.scopes) });
const columns = columnsOf(TokenRow);
const tokensIn = (rows: Row[]): AccessTokenRecord[] => rows.map((row) => TokenRow.parse(row));

const mine = "userId = :userId AND tokenId = :tokenId";
const insert = `INSERT INTO accessTokens (${columns.names}) VALUES (${columns.values}) ON CONFLICT DO NOTHING`;
const byId = `SELECT ${columns.names} FROM accessTokens WHERE ${mine}`;
const byUser = `SELECT ${columns.names} FROM accessTokens
  WHERE userId = :userId ORDER BY createdAt DESC, tokenId DESC LIMIT 1000`;
const markUsed = `UPDATE accessTokens SET lastUsedAt = :at
  WHERE ${mine} AND (lastUsedAt IS NULL OR lastUsedAt < :at)`;
const remove = `DELETE FROM accessTokens WHERE ${mine}`;
const removeAll = "DELETE FROM accessTokens WHERE userId = :userId";
const due = `DELETE FROM accessTokens WHERE (userId, tokenId) IN (
  SELECT userId, tokenId FROM accessTokens WHERE expiresAt < :before LIMIT :limit)`;

/** Access tokens in SQLite. Nothing disappears by itself here: the clean-up calls `removeDue`. */
export const createSqliteAccessTokenRepository = (connection: SqliteConnection): AccessTokenRepository => ({
  create: (token) =>
    connection.write((sql) =>
      sql.run(insert, { ...token, scopes: JSON.stringify(token.scopes) }) === 1 ? "created" : "exists",
    ),
  get: async (userId, tokenId) => {
    const [token] = await connection.read((sql) => tokensIn(sql.all(byId, { userId, tokenId })));
    return token ?? null;
  },
  list: (userId) => connection.read((sql) => tokensIn(sql.all(byUser, { userId }))),
  markUsed: async (userId, tokenId, at) => {
    await connection.write((sql) => sql.run(markUsed, { userId, tokenId, at }));
  },
  remove: (userId, tokenId) => connection.write((sql) => sql.run(remove, { userId, tokenId }) === 1),
  removeByUser: (userId) => connection.write((sql) => sql.run(removeAll, { userId })),
  removeDue: (before, limit) => connection.write((sql) => sql.run(due, { before, limit })),
});
