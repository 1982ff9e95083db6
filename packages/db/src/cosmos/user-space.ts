import type { PatchOperation } from "@azure/cosmos";
import type { Instant, UserRecord } from "@cloudpix/domain";
import { oldestFreshMark } from "../repositories/oldest-fresh-mark.ts";
import type { UserRepository } from "../repositories/user-repository.ts";
import type { Query } from "./item-query.ts";
import type { ItemStore } from "./item-store.ts";
import { patchCondition, sqlLiteral } from "./sql-literal.ts";
import { keyOf, OPEN, type UserItem } from "./user-item.ts";

const added = (bytes: number): PatchOperation => ({ op: "incr", path: "/usedBytes", value: bytes });
const set = (bytes: number): PatchOperation => ({ op: "set", path: "/usedBytes", value: bytes });
const marked = (at: Instant | null): PatchOperation => ({ op: "set", path: "/spaceChangedAt", value: at });

const UNMARKED = "NOT IS_STRING(c.spaceChangedAt)";

/** A release that meets a smaller usage is tried again at zero; either can be overtaken, so a few rounds. */
const RELEASE_ROUNDS = 8;

type UserSpace = Pick<
  UserRepository,
  "reserveBytes" | "releaseBytes" | "markSpace" | "listMarked" | "settleSpace"
>;

/** What a {@link UserRepository} does about the space of users. `rows` answers the users that a query finds. */
export const createUserSpace = (
  store: ItemStore<typeof UserItem>,
  rows: (query: Query) => Promise<UserRecord[]>,
): UserSpace => ({
  reserveBytes: async (userId, bytes, at) => {
    const patched = await store.patch(keyOf(userId), {
      operations: [added(bytes), marked(at)],
      condition: patchCondition(OPEN, `c.quotaBytes - c.usedBytes >= ${bytes}`),
      repetition: "once",
    });
    if (patched.status === "done") return "reserved";
    if (patched.status === "missing") return "no_user";
    return (await store.read(keyOf(userId)))?.record.closedAt === null ? "over_quota" : "no_user";
  },

  releaseBytes: async (userId, bytes, at) => {
    for (let round = 0; round < RELEASE_ROUNDS; round += 1) {
      const enough = await store.patch(keyOf(userId), {
        operations: [added(-bytes), marked(at)],
        condition: patchCondition(`c.usedBytes >= ${bytes}`),
        repetition: "once",
      });
      if (enough.status !== "refused") return;
      const emptied = await store.patch(keyOf(userId), {
        operations: [set(0), marked(at)],
        condition: patchCondition(`c.usedBytes < ${bytes}`),
        repetition: "once",
      });
      if (emptied.status !== "refused") return;
    }
  },

  markSpace: async (userId, at) => {
    const [from, to] = [sqlLiteral(oldestFreshMark(at)), sqlLiteral(at)];
    await store.patch(keyOf(userId), {
      operations: [marked(at)],
      condition: patchCondition(`(${UNMARKED} OR c.spaceChangedAt < ${from} OR c.spaceChangedAt > ${to})`),
    });
  },

  // Only moments are greater than an empty text: who is not marked has null or nothing.
  listMarked: (before, limit) =>
    rows({
      sql:
        `SELECT TOP @rows * FROM c WHERE c.spaceChangedAt > '' AND c.spaceChangedAt < @before AND ${OPEN} ` +
        "ORDER BY c.spaceChangedAt",
      values: { rows: limit, before },
    }),

  settleSpace: async (userId, { usedBytes, spaceChangedAt }, countedBytes) => {
    const sameMark = spaceChangedAt === null ? UNMARKED : `c.spaceChangedAt = ${sqlLiteral(spaceChangedAt)}`;
    const patched = await store.patch(keyOf(userId), {
      operations: [set(countedBytes), marked(null)],
      condition: patchCondition(`c.usedBytes = ${usedBytes}`, sameMark),
    });
    return patched.status === "done";
  },
});
