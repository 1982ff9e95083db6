import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QueueServiceClient } from "@azure/storage-queue";
import { type Azurite, startAzurite } from "@cloudpix/tooling/azurite";
import { afterAll, beforeAll } from "vitest";
import { blobStoreContract } from "../blob-store.contract.ts";
import { jobQueueContract } from "../job-queue.contract.ts";
import { queueNames } from "../names.ts";
import { downloadFrom, uploadTo } from "../testing/signed-url-holder.ts";
import { type AzureStorage, openAzureStorage } from "./open-azure-storage.ts";

let folder: string;
let azurite: Azurite;
let storage: AzureStorage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "storage-"));
  azurite = await startAzurite({ folder });
  storage = await openAzureStorage({ connectionString: azurite.connectionString });
  await storage.ensureReady({ allowedOrigins: [] });
});
afterAll(async () => {
  await azurite?.stop();
  await rm(folder, { recursive: true, force: true });
});

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
