export type {
  BlobFacts,
  BlobRead,
  BlobRef,
  BlobStore,
  ByteRange,
  ContainerName,
  ReadUrlOptions,
} from "./blob-store.ts";
export type { Delivery, JobQueue } from "./job-queue.ts";
