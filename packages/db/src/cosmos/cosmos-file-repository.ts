import { setTimeout as wait } from "node:timers/promises";
import type { Container } from "@azure/cosmos";
import { type FileId, type FileRecord, type UserId, unavailable } from "@cloudpix/domain";
import {
  changeableFileFields,
  type FileChanges,
  type FileCondition,
  type FileRepository,
} from "../repositories/file-repository.ts";
import { derivedOf, FileItem, fileOf } from "./file-item.ts";
import { createFileQueries } from "./file-queries.ts";
import { createItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";

const keyOf = (userId: UserId, fileId: FileId) => ({ id: fileId, partitionKey: [userId, fileId] });

/** Writers of one file meet rarely; each round one of them gets through. */
const ROUNDS = 40;
const MAX_PAUSE_MS = 20;

const holds = (file: FileRecord, { status, thumbnailState, blobName, statusDate }: FileCondition) =>
  (status === undefined || status.includes(file.status)) &&
  (thumbnailState === undefined || thumbnailState.includes(file.thumbnail.state)) &&
  (blobName === undefined || blobName === file.blobName) &&
  (statusDate === undefined || statusDate === file.statusDate);

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
  const store = createItemStore(container, call, FileItem);

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
    ...createFileQueries(container, call),

    create: (file) => store.create(keyOf(file.userId, file.fileId), { ...file, ...derivedOf(file) }),

    get: async (userId, fileId) => {
      const stored = await store.read(keyOf(userId, fileId));
      return stored ? fileOf(stored.record) : null;
    },

    update: (userId, fileId, changes, condition = {}) =>
      underEtag(userId, fileId, condition, async (stored) => {
        const wanted = given(changes);
        const file = fileOf(stored.record);
        if (Object.keys(wanted).length === 0) return file;
        const outcome = await store.replace(keyOf(userId, fileId), stored, {
          ...wanted,
          ...derivedOf(wanted),
        });
        if (outcome === "changed") return "changed";
        return outcome === "done" ? { ...file, ...wanted } : null;
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
  };
};
