import { unavailable } from "@cloudpix/domain";
import type { BlobStore } from "../blob-store.ts";
import type { JobQueue } from "../job-queue.ts";
import { createMemoryBlobStore } from "./memory-blob-store.ts";
import { createMemoryBlobs } from "./memory-blobs.ts";
import { createMemoryJobQueue, type MemoryMessages, putText } from "./memory-job-queue.ts";
import { createMemoryUrls } from "./memory-urls.ts";

/** What a signed read URL answers. */
export type MemoryAnswer = { status: 200 | 403 | 404; headers: Headers; bytes: Uint8Array };

export type MemoryStorage = {
  blobs: BlobStore;
  queue: JobQueue;
  ensureReady(): Promise<void>;
  /** Plays the uploader: stores the bytes behind an upload URL; false when storage would answer 403. */
  receiveUpload(url: string, bytes: Uint8Array): Promise<boolean>;
  /** Plays the uploader who sends one block; it is no blob yet. False when storage would answer 403. */
  receiveBlock(url: string, blockId: string, bytes: Uint8Array): Promise<boolean>;
  /** Plays the uploader who makes blocks the blob; false when storage would answer 403 or knows not all of them. */
  receiveBlockList(url: string, blockIds: readonly string[]): Promise<boolean>;
  /** Plays the browser that follows a read URL. */
  fetchUrl(url: string): Promise<MemoryAnswer>;
  /** Puts any text into the work queue, as a foreign sender would. */
  sendText(text: string): void;
  /** While set, every method of that part but signing throws `dependency.unavailable`. */
  setOutage(outage: { blobs?: boolean; queue?: boolean }): void;
};

const refused = (status: 403 | 404): MemoryAnswer => ({
  status,
  headers: new Headers(),
  bytes: new Uint8Array(),
});

/** Storage for use-case tests: the contract of the Azure one, in memory, with a clock that the test may hold. */
export const createMemoryStorage = ({ now = () => new Date() }: { now?: () => Date } = {}): MemoryStorage => {
  const stored = createMemoryBlobs(now);
  const urls = createMemoryUrls();
  const messages: MemoryMessages = { work: [], poison: [] };
  let outage: { blobs?: boolean; queue?: boolean } = {};
  const guard = (part: "blobs" | "queue") => () => {
    if (outage[part]) throw unavailable(new Error(`memory storage: an outage of ${part} is played`));
  };

  return {
    blobs: createMemoryBlobStore(stored, urls, guard("blobs")),
    queue: createMemoryJobQueue(messages, now, guard("queue")),
    ensureReady: async () => undefined,
    receiveUpload: async (url, bytes) => {
      const grant = urls.open(url, "cw", now());
      if (grant) stored.put(grant.blob, bytes, "application/octet-stream");
      return grant !== null;
    },
    receiveBlock: async (url, blockId, bytes) => {
      const grant = urls.open(url, "cw", now());
      if (grant) stored.putBlock(grant.blob, blockId, bytes);
      return grant !== null;
    },
    receiveBlockList: async (url, blockIds) => {
      const grant = urls.open(url, "cw", now());
      return grant !== null && stored.commit(grant.blob, blockIds, "application/octet-stream");
    },
    fetchUrl: async (url) => {
      const grant = urls.open(url, "r", now());
      if (grant === null) return refused(403);
      const blob = stored.get(grant.blob);
      return blob ? { status: 200, headers: new Headers(grant.headers), bytes: blob.bytes } : refused(404);
    },
    sendText: (text) => putText(messages, text, now()),
    setOutage: (played) => {
      outage = played;
    },
  };
};
