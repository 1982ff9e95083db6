import type { Container } from "@azure/cosmos";
import { AccessTokenRecord, type Instant, TokenId, ttlWithGrace, UserId } from "@cloudpix/domain";
import { z } from "zod";
import type { AccessTokenRepository } from "../repositories/access-token-repository.ts";
import { inParts } from "./in-parts.ts";
import { type Query, queryRows } from "./item-query.ts";
import { createItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";
import { patchCondition, sqlLiteral } from "./sql-literal.ts";
import { readItem } from "./stored-item.ts";

const LISTED = 1_000;

const keyOf = (userId: UserId, tokenId: TokenId) => ({ id: tokenId, partitionKey: userId });
const ttlOf = ({ expiresAt }: AccessTokenRecord, at: Instant) => ttlWithGrace(expiresAt, at);

const Version = z.object({ userId: UserId, tokenId: TokenId, etag: z.string() });

/** Access tokens in the container `accessTokens`, under their user: checking one is one point read. */
export const createCosmosAccessTokenRepository = (
  container: Container,
  call: Call,
): AccessTokenRepository => {
  const store = createItemStore(container, call, AccessTokenRecord);
  const get = async (userId: UserId, tokenId: TokenId) =>
    (await store.read(keyOf(userId, tokenId)))?.record ?? null;
  const versions = async (query: Query) =>
    (await queryRows(container, call, query)).map((row) => readItem(Version, row).record);

  return {
    get,

    create: (token) => store.create(keyOf(token.userId, token.tokenId), token, ttlOf(token, token.createdAt)),

    list: async (userId) => {
      const rows = await queryRows(container, call, {
        sql:
          `SELECT TOP ${LISTED} * FROM c WHERE c.userId = @userId ` +
          "ORDER BY c.userId DESC, c.createdAt DESC, c.tokenId DESC",
        values: { userId },
      });
      return rows.map((row) => readItem(AccessTokenRecord, row).record);
    },

    // Read first for its end, which never changes: the ttl must be set anew with every change.
    markUsed: async (userId, tokenId, at) => {
      const token = await get(userId, tokenId);
      if (!token) return;
      await store.patch(keyOf(userId, tokenId), {
        operations: [
          { op: "set", path: "/lastUsedAt", value: at },
          { op: "set", path: "/ttl", value: ttlOf(token, at) },
        ],
        condition: patchCondition(`(IS_NULL(c.lastUsedAt) OR c.lastUsedAt < ${sqlLiteral(at)})`),
      });
    },

    // Gone after a lost answer is gone: it matters to nobody who removed it.
    remove: async (userId, tokenId) => (await store.remove(keyOf(userId, tokenId))) !== "missing",

    removeByUser: async (userId) => {
      const found = await versions({
        sql: "SELECT c.userId, c.tokenId, c._etag AS etag FROM c WHERE c.userId = @userId",
        values: { userId },
      });
      const outcomes = await inParts(found, ({ tokenId }) => store.remove(keyOf(userId, tokenId)));
      return outcomes.filter((outcome) => outcome !== "missing").length;
    },

    removeDue: async (before, limit) => {
      const due = await versions({
        sql:
          "SELECT TOP @rows c.userId, c.tokenId, c._etag AS etag FROM c " +
          "WHERE NOT IS_NULL(c.expiresAt) AND c.expiresAt < @before",
        values: { rows: limit, before },
      });
      const outcomes = await inParts(due, ({ userId, tokenId, etag }) =>
        store.remove(keyOf(userId, tokenId), etag),
      );
      return outcomes.filter((outcome) => outcome === "removed" || outcome === "unclear").length;
    },
  };
};
