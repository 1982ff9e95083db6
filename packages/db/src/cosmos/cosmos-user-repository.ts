import type { Container, PatchOperation } from "@azure/cosmos";
import type { UserId } from "@cloudpix/domain";
import { changeableUserFields, type UserRepository } from "../repositories/user-repository.ts";
import { createEmailReservations, EmailReservation, reservationPrefix } from "./email-reservation.ts";
import { type Query, queryRows } from "./item-query.ts";
import { createItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";
import { patchCondition, sqlLiteral } from "./sql-literal.ts";
import { readItem } from "./stored-item.ts";
import { keyOf, OPEN, UserItem } from "./user-item.ts";
import { createUserSpace } from "./user-space.ts";

const incr = (path: string, value: number): PatchOperation => ({ op: "incr", path, value });

const NO_RESERVATION = `NOT STARTSWITH(c.id, "${reservationPrefix}")`;

/**
 * Users in the container `users`, beside the reservations of their e-mails.
 * A reservation or release of bytes whose answer stays lost is never repeated: it throws `dependency.unavailable`, and
 * the count that its mark asks for mends what it may have left.
 */
export const createCosmosUserRepository = (
  container: Container,
  call: Call,
  nowMs: () => number,
): UserRepository => {
  const store = createItemStore(container, call, UserItem);
  const rows = async (query: Query) =>
    (await queryRows(container, call, query)).map((row) => readItem(UserItem, row).record);
  const get = async (userId: UserId) => (await store.read(keyOf(userId)))?.record ?? null;
  const emails = createEmailReservations({
    store: createItemStore(container, call, EmailReservation),
    userExists: async (userId) => (await get(userId)) !== null,
    nowMs,
  });

  return {
    get,

    create: async (user) => {
      if (!(await emails.reserve(user.email, user.userId))) return "email_taken";
      await store.create(keyOf(user.userId), user);
      if (await emails.confirm(user.email, user.userId)) return "created";
      // So slow that the reservation counted as abandoned and went to another: this user was never announced.
      await store.remove(keyOf(user.userId));
      return "email_taken";
    },

    findByEmail: async (email, permitted) => {
      const [holder] = await Promise.all([emails.holder(email), permitted]);
      if (!holder) return null;
      const user = await get(holder.ownerId);
      // A closed account's is being freed: settling it now could keep it for nobody.
      if (user && !holder.isConfirmed && user.closedAt === null) await emails.confirm(email, user.userId);
      return user;
    },

    update: async (userId, changes) => {
      const operations = changeableUserFields
        .filter((name) => changes[name] !== undefined)
        .map((name): PatchOperation => ({ op: "set", path: `/${name}`, value: changes[name] }));
      if (operations.length === 0) {
        const user = await get(userId);
        return user?.closedAt === null ? user : null;
      }
      const patched = await store.patch(keyOf(userId), { operations, condition: patchCondition(OPEN) });
      return patched.status === "done" ? patched.record : null;
    },

    // Its own condition keeps it from happening twice: a repetition after a lost answer is recognised by its mark.
    replacePassword: async (userId, { from, to, endsSessions }) => {
      const patched = await store.patch(keyOf(userId), {
        operations: [
          { op: "set", path: "/passwordHash", value: to },
          ...(endsSessions ? [incr("/tokenVersion", 1)] : []),
        ],
        condition: patchCondition(`c.passwordHash = ${sqlLiteral(from)}`, OPEN),
      });
      return patched.status === "done" ? patched.record : null;
    },

    endSessions: async (userId, from) => {
      const patched = await store.patch(keyOf(userId), {
        operations: [incr("/tokenVersion", 1)],
        condition: patchCondition(`c.tokenVersion = ${from}`, OPEN),
      });
      return patched.status === "done" ? patched.record : null;
    },

    close: async (userId, { from, at }) => {
      const patched = await store.patch(keyOf(userId), {
        operations: [{ op: "set", path: "/closedAt", value: at }, incr("/tokenVersion", 1)],
        condition: patchCondition(`c.passwordHash = ${sqlLiteral(from)}`, OPEN),
      });
      return patched.status === "done" ? patched.record : null;
    },

    // The e-mail first: after a crash in between the user is still there to be found and removed.
    remove: async (userId) => {
      const user = await get(userId);
      if (!user || user.closedAt === null) return false;
      await emails.release(user.email, userId);
      return (await store.remove(keyOf(userId))) !== "missing";
    },

    list: ({ limit, after = "" }) =>
      rows({
        sql: `SELECT TOP @rows * FROM c WHERE c.id > @after AND ${NO_RESERVATION} ORDER BY c.id`,
        values: { rows: limit, after },
      }),

    // Only moments are greater than an empty text: an open account has null, a reservation nothing.
    listClosed: (limit) =>
      rows({
        sql: "SELECT TOP @rows * FROM c WHERE c.closedAt > '' ORDER BY c.closedAt",
        values: { rows: limit },
      }),

    ...createUserSpace(store, rows),
  };
};
