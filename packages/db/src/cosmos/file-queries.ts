import type { Container } from "@azure/cosmos";
import type { FileId, FileStatus, Instant, UserId } from "@cloudpix/domain";
import { filePage } from "../repositories/file-page.ts";
import type { FilePage, FileQuery } from "../repositories/file-repository.ts";
import { foundFile } from "./file-item.ts";
import { fileListQuery } from "./file-list-query.ts";
import { inList, type Query, queryRows } from "./item-query.ts";
import type { Call } from "./retry.ts";

/** The queries over files: inside one owner's prefix, and the sweeps over all owners. */
export const createFileQueries = (container: Container, call: Call) => {
  const found = async (query: Query) => (await queryRows(container, call, query)).map(foundFile);
  const files = async (query: Query) => (await found(query)).map(({ file }) => file);
  /** Each partition that was asked answers a part, or nothing where it holds no such file. */
  const total = async (query: Query) =>
    (await queryRows(container, call, query)).reduce<number>(
      (sum, part) => sum + (typeof part === "number" ? part : 0),
      0,
    );

  return {
    list: async (userId: UserId, query: FileQuery): Promise<FilePage> => {
      if (query.statuses.length === 0) return { files: [], next: null };
      return filePage(await found(fileListQuery(userId, query)), query.sort, query.limit);
    },

    getMany: async (userId: UserId, fileIds: readonly FileId[]) => {
      if (fileIds.length === 0) return [];
      const ids = inList("file", [...new Set(fileIds)]);
      return files({
        sql: `SELECT * FROM c WHERE c.userId = @userId AND c.id ${ids.sql}`,
        values: { userId, ...ids.values },
      });
    },

    sumBytes: (userId: UserId) =>
      total({ sql: "SELECT VALUE SUM(c.fileSize) FROM c WHERE c.userId = @userId", values: { userId } }),

    // Two questions: over several partitions the service adds up one figure at a time.
    measure: async (userId: UserId, statuses: readonly FileStatus[]) => {
      if (statuses.length === 0) return { fileCount: 0, bytes: 0 };
      const status = inList("status", statuses);
      const where = `WHERE c.userId = @userId AND c.status ${status.sql}`;
      const values = { userId, ...status.values };
      const [fileCount, bytes] = await Promise.all([
        total({ sql: `SELECT VALUE COUNT(1) FROM c ${where}`, values }),
        total({ sql: `SELECT VALUE SUM(c.fileSize) FROM c ${where}`, values }),
      ]);
      return { fileCount, bytes };
    },

    listByStatusBefore: (status: FileStatus, before: Instant, limit: number) =>
      files({
        sql: "SELECT TOP @rows * FROM c WHERE c.status = @status AND c.statusDate < @before ORDER BY c.statusDate",
        values: { rows: limit, status, before },
      }),

    listPendingThumbnails: (before: Instant, limit: number) =>
      files({
        sql:
          "SELECT TOP @rows * FROM c WHERE c.thumbnail.state = 'pending' AND c.status = 'active' " +
          "AND c.statusDate < @before ORDER BY c.statusDate",
        values: { rows: limit, before },
      }),
  };
};
