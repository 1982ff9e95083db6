import type { BlobStore } from "../blob-store.ts";
import type { JobQueue } from "../job-queue.ts";
import { createAzureBlobStore } from "./azure-blob-store.ts";
import { createAzureJobQueue } from "./azure-job-queue.ts";
import { connect, type WithConnectionString, type WithIdentity } from "./connect.ts";
import { ensureReady } from "./ensure-ready.ts";

export type AzureStorageOptions = WithConnectionString | WithIdentity;

export type AzureStorage = {
  blobs: BlobStore;
  queue: JobQueue;
  /** Scheme, host and port of the URLs that `blobs` signs: what a page must be allowed to talk to. */
  origin: string;
  /**
   * Makes the containers, queues and CORS rule that are missing; repeatable. Called once at start-up.
   * Without origins the CORS rules of the account are left as they are.
   */
  ensureReady(options: { allowedOrigins: string[] }): Promise<void>;
};

/**
 * Blobs and jobs on an Azure storage account, or on Azurite. Opening talks to nobody; every call then answers or throws
 * `dependency.unavailable`: within 2 s when storage refuses connections, within 8 s when it is silent (longer only for
 * what carries bytes: `write`, and `copy`, which may take as long as the copy).
 * @throws AppError `internal` for options that cannot work.
 */
export const openAzureStorage = async (options: AzureStorageOptions): Promise<AzureStorage> => {
  const connection = await connect(options);
  return {
    blobs: createAzureBlobStore(connection),
    queue: createAzureJobQueue(connection),
    origin: new URL(connection.blobService.url).origin,
    ensureReady: (settings) => ensureReady(connection, settings),
  };
};
