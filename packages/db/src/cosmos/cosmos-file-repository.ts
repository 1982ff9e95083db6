import { setTimeout as wait } from "node:timers/promises";
import type { Container } from "@azure/cosmos";
import { type FileId, FileRecord, type UserId, unavailable } from "@cloudpix/domain";
import {
  changeableFileFields,
  type FileChanges,
  type FileCondition,
  type FileRepository,
} from "../repositories/file-repository.ts";
import { inList, type Query, queryRows } from "./item-query.ts";
import { createItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";
import { readItem } from "./stored-item.ts";

const keyOf = (userId: UserId, fileId: FileId) => ({ id: fileId, partitionKey: [userId, fileId] });

/** Writers of one file meet rarely; each round one of them gets through. */
const ROUNDS = 40;
const MAX_PAUSE_MS = 20;

const holds = (file: FileRecord, { status, thumbnailState, uploadDate }: FileCondition) =>
  (status === undefined || status.includes(file.status)) &&
  (thumbnailState === undefined || thumbnailState.includes(file.thumbnail.state)) &&
  (uploadDate === undefined || uploadDate === file.uploadDate);

/** What may change and was given: a caller that passes a whole record moves no file to another owner. */
const given = (changes: FileChanges): Partial<FileRecord> =>
  Object.fromEntries(
    changeableFileFields.filter((name) => changes[name] !== undefined).map((name) => [name, changes[name]]),
  );

/**
 * Files in the container `files`, under the hierarchical key (userId, fileId).
 * Changes are read, judged and replaced under the ETag: a patch takes ten operations and a file has more fields.
 */
export const createCosmosFileRepository = (container: Container, call: Call): FileRepository => {
  const store = createItemStore(container, call, FileRecord);
  const rows = async (query: Query) =>
    (await queryRows(container, call, query)).map((row) => readItem(FileRecord, row).record);

  /** Reads, judges, acts; again from the start whenever somebody else was faster. */
  const underEtag = async <Result>(
    userId: UserId,
    fileId: FileId,
    condition: FileCondition,
    act: (stored: NonNullable<Awaited<ReturnType<typeof store.read>>>) => Promise<Result | "changed">,
  ): Promise<Result | null> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const stored = await store.read(keyOf(userId, fileId));
      if (!stored || !holds(stored.record, condition)) return null;
      const result = await act(stored);
      if (result !== "changed") return result;
      await wait(Math.random() * MAX_PAUSE_MS);
    }
    throw unavailable("Others changed this file in every round.");
  };

  return {
    create: (file) => store.create(keyOf(file.userId, file.fileId), file),

    get: async (userId, fileId) => (await store.read(keyOf(userId, fileId)))?.record ?? null,

    list: async (userId, { statuses, kind, limit, before }) => {
      if (statuses.length === 0) return { files: [], hasMore: false };
      const status = inList("status", statuses);
      const terms = ["c.userId = @userId", `c.status ${status.sql}`];
      if (kind !== undefined) terms.push("c.kind = @kind");
      if (before !== undefined) terms.push("c.id < @before");
      const files = await rows({
        sql: `SELECT TOP @rows * FROM c WHERE ${terms.join(" AND ")} ORDER BY c.id DESC`,
        values: {
          userId,
          ...status.values,
          rows: limit + 1,
          ...(kind === undefined ? {} : { kind }),
          ...(before === undefined ? {} : { before }),
        },
      });
      return { files: files.slice(0, limit), hasMore: files.length > limit };
    },

    update: (userId, fileId, changes, condition = {}) =>
      underEtag(userId, fileId, condition, async (stored) => {
        const wanted = given(changes);
        if (Object.keys(wanted).length === 0) return stored.record;
        const outcome = await store.replace(keyOf(userId, fileId), stored, wanted);
        if (outcome === "changed") return "changed";
        return outcome === "done" ? { ...stored.record, ...wanted } : null;
      }),

    /**
     * After a lost answer it can be impossible to tell who removed the file. Then nobody is told `true`: the call
     * throws `dependency.unavailable`, and the sweep over usage releases the bytes.
     */
    remove: async (userId, fileId, condition = {}) => {
      const removed = await underEtag(userId, fileId, condition, async (stored) => {
        const outcome = await store.remove(keyOf(userId, fileId), stored.etag);
        if (outcome === "changed") return "changed";
        if (outcome === "unclear") throw unavailable("The answer to a removal was lost.");
        return outcome === "removed";
      });
      return removed ?? false;
    },

    sumBytes: async (userId) => {
      const sums = await queryRows(container, call, {
        sql: "SELECT VALUE SUM(c.fileSize) FROM c WHERE c.userId = @userId",
        values: { userId },
      });
      return sums.reduce<number>((total, sum) => total + (typeof sum === "number" ? sum : 0), 0);
    },

    listByStatusBefore: (status, before, limit) =>
      rows({
        sql: "SELECT TOP @rows * FROM c WHERE c.status = @status AND c.statusDate < @before ORDER BY c.statusDate",
        values: { rows: limit, status, before },
      }),

    listPendingThumbnails: (before, limit) =>
      rows({
        sql:
          "SELECT TOP @rows * FROM c WHERE c.thumbnail.state = 'pending' AND c.status = 'active' " +
          "AND c.statusDate < @before ORDER BY c.statusDate",
        values: { rows: limit, before },
      }),
  };
};
