import { QueueServiceClient } from "@azure/storage-queue";
import { afterAll, beforeAll } from "vitest";
import { type BlobStoreSetup, blobStoreContract } from "../blob-store.contract.ts";
import { jobQueueContract } from "../job-queue.contract.ts";
import { clearQueues } from "../testing/clear-queues.ts";
import { openAzurite } from "../testing/open-azurite.ts";
import { commitBlocksTo, downloadFrom, uploadBlockTo, uploadTo } from "../testing/signed-url-holder.ts";
import { writeStreamContract } from "../write-stream.contract.ts";
import { type AzureStorage, openAzureStorage } from "./open-azure-storage.ts";

let azurite: Awaited<ReturnType<typeof openAzurite>>;
let storage: AzureStorage;
beforeAll(async () => {
  azurite = await openAzurite();
  storage = await openAzureStorage({ connectionString: azurite.connectionString });
  await storage.ensureReady({ allowedOrigins: [] });
});
afterAll(() => azurite?.close());

const openBlobs = async (): Promise<BlobStoreSetup> => ({
  blobs: storage.blobs,
  upload: uploadTo,
  uploadBlock: uploadBlockTo,
  commitBlocks: commitBlocksTo,
  download: downloadFrom,
});
blobStoreContract("Azurite", openBlobs);
writeStreamContract("Azurite", openBlobs);

jobQueueContract("Azurite", async () => ({
  queue: storage.queue,
  ...(await clearQueues(QueueServiceClient.fromConnectionString(azurite.connectionString))),
}));
