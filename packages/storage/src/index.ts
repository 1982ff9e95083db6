export type {
  BlobFacts,
  BlobRead,
  BlobRef,
  BlobStore,
  ByteRange,
  ContainerName,
  ReadUrlOptions,
} from "./blob-store.ts";
export { carrying } from "./carrying.ts";
export { contentDisposition } from "./content-disposition.ts";
export type { Delivery, JobQueue } from "./job-queue.ts";
export type { PoisonedMessage } from "./poisoned-message.ts";
export { isWellKnownAccount } from "./well-known-account.ts";
