import { openSqlite } from "@cloudpix/db/sqlite";
import {
  type AccessTokenRecord,
  type FileRecord,
  type ShareLinkRecord,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import { createMemoryStorage, type MemoryStorage } from "@cloudpix/storage/memory";
import { createLog, createLogTelemetry } from "@cloudpix/telemetry";
import { createJobFigures } from "./job-figures.ts";
import { createRenderPool } from "./render/render-pool.ts";
import { sampleFile, sampleLink, sampleToken, sampleUser } from "./sample-records.ts";
import type { Services } from "./services.ts";

/** The worker's services on an in-memory database and storage, with real render processes and a clock the test moves. */
export type TestServices = {
  services: Services;
  storage: MemoryStorage;
  /** Lines of the log, parsed. */
  logged: Record<string, unknown>[];
  advance(ms: number): void;
  /** Adds a user with `usedBytes` as given and a quota nobody reaches. */
  addUser(over?: Partial<UserRecord>): Promise<UserRecord>;
  /** Adds an active picture of a fresh user with its original; its bytes are counted. Its thumbnail is awaited. */
  addFile(bytes: Uint8Array, over?: Partial<FileRecord>): Promise<FileRecord>;
  addLink(file: FileRecord, over?: Partial<ShareLinkRecord>): Promise<ShareLinkRecord>;
  addToken(userId: string, over?: Partial<AccessTokenRecord>): Promise<AccessTokenRecord>;
  file(file: FileRecord): Promise<FileRecord | null>;
  /** Names of all blobs in a container. */
  names(container: "cloudpix-files" | "cloudpix-thumbnails" | "cloudpix-incoming"): Promise<string[]>;
  close(): Promise<void>;
};

/** Opens them; `close` ends the render processes. */
export const openTestServices = async (): Promise<TestServices> => {
  let nowMs = Date.now();
  const now = () => new Date(nowMs);
  const db = await openSqlite({ file: ":memory:" });
  const storage = createMemoryStorage({ now });
  const logged: Record<string, unknown>[] = [];
  const log = createLog(
    { process: "test", level: "debug" },
    { write: (line) => logged.push(JSON.parse(line)) },
  );
  const render = createRenderPool({ size: 2 });
  const { blobs, queue } = storage;
  const telemetry = createLogTelemetry(log);
  const services: Services = {
    db,
    blobs,
    queue,
    render,
    telemetry,
    log,
    figures: createJobFigures(),
    now,
  };

  const addUser: TestServices["addUser"] = async (over) => {
    const user = sampleUser(now(), over);
    await db.users.create(user);
    return user;
  };

  return {
    services,
    storage,
    logged,
    advance: (ms) => {
      nowMs += ms;
    },
    addUser,
    addFile: async (bytes, over = {}) => {
      const userId = over.userId ?? (await addUser()).userId;
      const file = sampleFile(now(), { fileSize: bytes.length, ...over, userId });
      await db.users.reserveBytes(userId, file.fileSize, toInstant(now()));
      await db.files.create(file);
      await blobs.write({ container: "cloudpix-files", name: file.blobName }, bytes, file.contentType);
      return file;
    },
    addLink: async (file, over) => {
      const link = sampleLink(now(), file, over);
      await db.shareLinks.create(link);
      return link;
    },
    addToken: async (userId, over) => {
      const token = sampleToken(now(), userId, over);
      await db.accessTokens.create(token);
      return token;
    },
    file: ({ userId, fileId }) => db.files.get(userId, fileId),
    names: (container) => blobs.list(container, { before: new Date(nowMs + 1), limit: 1_000 }),
    close: async () => {
      render.close();
      await db.close();
    },
  };
};
