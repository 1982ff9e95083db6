import { QueueServiceClient } from "@azure/storage-queue";
import { afterAll, beforeAll } from "vitest";
import { blobStoreContract } from "../blob-store.contract.ts";
import { jobQueueContract } from "../job-queue.contract.ts";
import { queueNames } from "../names.ts";
import { openAzurite } from "../testing/open-azurite.ts";
import { downloadFrom, uploadTo } from "../testing/signed-url-holder.ts";
import { type AzureStorage, openAzureStorage } from "./open-azure-storage.ts";

let azurite: Awaited<ReturnType<typeof openAzurite>>;
let storage: AzureStorage;
beforeAll(async () => {
  azurite = await openAzurite();
  storage = await openAzureStorage({ connectionString: azurite.connectionString });
  await storage.ensureReady({ allowedOrigins: [] });
});
afterAll(() => azurite?.close());

blobStoreContract("Azurite", async () => ({
  blobs: storage.blobs,
  upload: uploadTo,
  download: downloadFrom,
}));

jobQueueContract("Azurite", async () => {
  const service = QueueServiceClient.fromConnectionString(azurite.connectionString);
  const [work, poison] = [queueNames.work, queueNames.poison].map((name) => service.getQueueClient(name));
  await Promise.all([work?.clearMessages(), poison?.clearMessages()]);
  return {
    queue: storage.queue,
    sendText: async (text) => {
      await work?.sendMessage(text);
    },
    letTimePass: () => new Promise((resolve) => setTimeout(resolve, 100)),
  };
});
