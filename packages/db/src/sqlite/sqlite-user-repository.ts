import { UserRecord } from "@cloudpix/domain";
import { oldestFreshMark } from "../repositories/oldest-fresh-mark.ts";
import { StoredLinkDefaults } from "../repositories/stored-link-defaults.ts";
import { changeableUserFields, type UserRepository } from "../repositories/user-repository.ts";
import { columnsOf, jsonField } from "./row-field.ts";
import type { Row, SqliteConnection } from "./sqlite-connection.ts";

const UserRow = UserRecord.extend({ linkDefaults: jsonField(StoredLinkDefaults) });
const columns = columnsOf(UserRow);
const usersIn = (rows: Row[]): UserRecord[] => rows.map((row) => UserRow.parse(row));
const userIn = (rows: Row[]): UserRecord | null => (rows[0] ? UserRow.parse(rows[0]) : null);

const byId = `SELECT ${columns.names} FROM users WHERE userId = :userId`;
const openById = `${byId} AND closedAt IS NULL`;
const byEmail = `SELECT ${columns.names} FROM users WHERE email = :email`;
const insert = `INSERT INTO users (${columns.names}) VALUES (${columns.values}) ON CONFLICT DO NOTHING`;
const endSessions = `UPDATE users SET tokenVersion = tokenVersion + 1
  WHERE userId = :userId AND tokenVersion = :from AND closedAt IS NULL RETURNING ${columns.names}`;
const replacePassword = `UPDATE users SET passwordHash = :to, tokenVersion = tokenVersion + :raise
  WHERE userId = :userId AND passwordHash = :from AND closedAt IS NULL RETURNING ${columns.names}`;
const close = `UPDATE users SET closedAt = :at, tokenVersion = tokenVersion + 1
  WHERE userId = :userId AND passwordHash = :from AND closedAt IS NULL RETURNING ${columns.names}`;
const remove = "DELETE FROM users WHERE userId = :userId AND closedAt IS NOT NULL";
const listAll = `SELECT ${columns.names} FROM users WHERE userId > :after ORDER BY userId LIMIT :limit`;
const listClosed = `SELECT ${columns.names} FROM users WHERE closedAt IS NOT NULL ORDER BY closedAt LIMIT :limit`;
const reserve = `UPDATE users SET usedBytes = usedBytes + :bytes, spaceChangedAt = :at
  WHERE userId = :userId AND closedAt IS NULL AND usedBytes + :bytes <= quotaBytes`;
const release = `UPDATE users SET usedBytes = max(0, usedBytes - :bytes), spaceChangedAt = :at
  WHERE userId = :userId`;
const mark = `UPDATE users SET spaceChangedAt = :at
  WHERE userId = :userId AND (spaceChangedAt IS NULL OR spaceChangedAt NOT BETWEEN :fresh AND :at)`;
const listMarked = `SELECT ${columns.names} FROM users
  WHERE spaceChangedAt < :before AND closedAt IS NULL ORDER BY spaceChangedAt LIMIT :limit`;
const settle = `UPDATE users SET usedBytes = :countedBytes, spaceChangedAt = NULL
  WHERE userId = :userId AND usedBytes = :usedBytes AND spaceChangedAt IS :spaceChangedAt`;

const beforeEveryId = "";

/** Users in SQLite. The unique index on `email` holds for all processes that share the file. */
export const createSqliteUserRepository = (connection: SqliteConnection): UserRepository => {
  const get: UserRepository["get"] = (userId) => connection.read((sql) => userIn(sql.all(byId, { userId })));
  return {
    create: (user) =>
      connection.transaction((sql) => {
        const added = sql.run(insert, { ...user, linkDefaults: JSON.stringify(user.linkDefaults) }) === 1;
        return added || sql.all(byId, { userId: user.userId }).length === 1 ? "created" : "email_taken";
      }),
    get,
    findByEmail: async (email, permitted) => {
      await permitted;
      return connection.read((sql) => userIn(sql.all(byEmail, { email })));
    },
    update: (userId, { linkDefaults, ...changes }) => {
      const values = { ...changes, ...(linkDefaults && { linkDefaults: JSON.stringify(linkDefaults) }) };
      const changed = changeableUserFields.filter((column) => values[column] !== undefined);
      if (changed.length === 0) return connection.read((sql) => userIn(sql.all(openById, { userId })));
      const set = changed.map((column) => `${column} = :${column}`).join(", ");
      const update = `UPDATE users SET ${set}
        WHERE userId = :userId AND closedAt IS NULL RETURNING ${columns.names}`;
      return connection.write((sql) => userIn(sql.all(update, { ...values, userId })));
    },
    replacePassword: (userId, { from, to, endsSessions }) =>
      connection.write((sql) =>
        userIn(sql.all(replacePassword, { userId, from, to, raise: Number(endsSessions) })),
      ),
    endSessions: (userId, from) => connection.write((sql) => userIn(sql.all(endSessions, { userId, from }))),
    close: (userId, { from, at }) => connection.write((sql) => userIn(sql.all(close, { userId, from, at }))),
    // The e-mail is free as soon as the row is gone: the unique index was all that held it.
    remove: (userId) => connection.write((sql) => sql.run(remove, { userId }) === 1),
    list: ({ limit, after = beforeEveryId }) =>
      connection.read((sql) => usersIn(sql.all(listAll, { after, limit }))),
    listClosed: (limit) => connection.read((sql) => usersIn(sql.all(listClosed, { limit }))),
    reserveBytes: (userId, bytes, at) =>
      connection.transaction((sql) => {
        if (sql.run(reserve, { userId, bytes, at }) === 1) return "reserved";
        const user = userIn(sql.all(byId, { userId }));
        return user?.closedAt === null ? "over_quota" : "no_user";
      }),
    releaseBytes: async (userId, bytes, at) => {
      await connection.write((sql) => sql.run(release, { userId, bytes, at }));
    },
    markSpace: async (userId, at) => {
      await connection.write((sql) => sql.run(mark, { userId, at, fresh: oldestFreshMark(at) }));
    },
    listMarked: (before, limit) => connection.read((sql) => usersIn(sql.all(listMarked, { before, limit }))),
    settleSpace: (userId, { usedBytes, spaceChangedAt }, countedBytes) =>
      connection.write((sql) => sql.run(settle, { userId, usedBytes, spaceChangedAt, countedBytes }) === 1),
  };
};
