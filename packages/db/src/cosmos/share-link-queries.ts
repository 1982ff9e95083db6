import type { Container } from "@azure/cosmos";
import { FileId, type Instant, LinkId, ShareLinkRecord, type UserId } from "@cloudpix/domain";
import { z } from "zod";
import { shareLinkPage } from "../repositories/share-link-page.ts";
import type { ShareLinkPosition } from "../repositories/share-link-repository.ts";
import { inList, type Query, queryRows } from "./item-query.ts";
import type { Call } from "./retry.ts";
import { readItem } from "./stored-item.ts";

const LISTED = 1_000;

const OWN = "c.userId = @userId AND c.fileId = @fileId";
const BEHIND = "(c.createdDate < @createdDate OR (c.createdDate = @createdDate AND c.linkId < @linkId))";
const UNREVOKED = "c.isRevoked = false";
const LIVE = `${UNREVOKED} AND (IS_NULL(c.expiryDate) OR c.expiryDate > @now)`;

const Version = z.object({ linkId: LinkId, etag: z.string() });
const Sharing = z.object({ fileId: FileId });

/** The cross-partition queries over share links. They may miss what another replica wrote a moment ago. */
export const createShareLinkQueries = (container: Container, call: Call) => {
  const links = async (query: Query) =>
    (await queryRows(container, call, query)).map((row) => readItem(ShareLinkRecord, row).record);
  const versions = async (query: Query) =>
    (await queryRows(container, call, query)).map((row) => readItem(Version, row).record);

  return {
    listByFile: (userId: UserId, fileId: FileId) =>
      links({
        sql: `SELECT TOP ${LISTED} * FROM c WHERE ${OWN} AND ${UNREVOKED} ORDER BY c.createdDate DESC`,
        values: { userId, fileId },
      }),

    listByUser: async (userId: UserId, { limit, after }: { limit: number; after?: ShareLinkPosition }) => {
      const found = await links({
        sql:
          `SELECT TOP @rows * FROM c WHERE c.userId = @userId${after ? ` AND ${BEHIND}` : ""} ` +
          "ORDER BY c.userId DESC, c.createdDate DESC, c.linkId DESC",
        values: { userId, rows: limit + 1, ...after },
      });
      return shareLinkPage(found, limit);
    },

    /** All links to the file that are not revoked, expired ones included. */
    unrevoked: (userId: UserId, fileId: FileId) =>
      links({ sql: `SELECT * FROM c WHERE ${OWN} AND ${UNREVOKED}`, values: { userId, fileId } }),

    /** All links of the user that are not revoked, expired ones included. */
    unrevokedOfUser: (userId: UserId) =>
      links({
        sql: `SELECT * FROM c WHERE c.userId = @userId AND ${UNREVOKED}`,
        values: { userId },
      }),

    // Counted here and not by GROUP BY: a page of files has few live links, and the stand-in knows no groups.
    countLive: async (userId: UserId, fileIds: readonly FileId[], now: Instant) => {
      const counts = new Map<FileId, number>();
      if (fileIds.length === 0) return counts;
      const files = inList("file", fileIds);
      const rows = await queryRows(container, call, {
        sql: `SELECT c.fileId FROM c WHERE c.userId = @userId AND c.fileId ${files.sql} AND ${LIVE}`,
        values: { userId, now, ...files.values },
      });
      for (const row of rows) {
        const { fileId } = readItem(Sharing, row).record;
        counts.set(fileId, (counts.get(fileId) ?? 0) + 1);
      }
      return counts;
    },

    versionsByFile: (userId: UserId, fileId: FileId) =>
      versions({
        sql: `SELECT c.linkId, c._etag AS etag FROM c WHERE ${OWN}`,
        values: { userId, fileId },
      }),

    versionsByUser: (userId: UserId) =>
      versions({
        sql: "SELECT c.linkId, c._etag AS etag FROM c WHERE c.userId = @userId",
        values: { userId },
      }),

    /** At most `limit` links that expired or were revoked before the moment. */
    versionsDue: (before: Instant, limit: number) =>
      versions({
        sql:
          "SELECT TOP @rows c.linkId, c._etag AS etag FROM c WHERE " +
          "(NOT IS_NULL(c.expiryDate) AND c.expiryDate < @before) OR (c.isRevoked = true AND c.revokedDate < @before)",
        values: { rows: limit, before },
      }),
  };
};
