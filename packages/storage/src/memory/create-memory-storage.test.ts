import { randomUUID } from "node:crypto";
import { addMs, MINUTE_MS } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { type BlobStoreSetup, blobStoreContract } from "../blob-store.contract.ts";
import { jobQueueContract } from "../job-queue.contract.ts";
import { writeStreamContract } from "../write-stream.contract.ts";
import { createMemoryStorage } from "./create-memory-storage.ts";

const openBlobs = async (): Promise<BlobStoreSetup> => {
  const storage = createMemoryStorage();
  return {
    blobs: storage.blobs,
    upload: storage.receiveUpload,
    uploadBlock: storage.receiveBlock,
    commitBlocks: storage.receiveBlockList,
    download: storage.fetchUrl,
  };
};
blobStoreContract("memory", openBlobs);
writeStreamContract("memory", openBlobs);

jobQueueContract("memory", async () => {
  let now = new Date();
  const storage = createMemoryStorage({ now: () => now });
  return {
    queue: storage.queue,
    sendText: async (text) => storage.sendText(text),
    letTimePass: async () => {
      now = addMs(now, 100);
    },
  };
});

test("an upload URL that ends by the test's clock is refused", async () => {
  let now = new Date("2030-01-01T00:00:00.000Z");
  const { blobs, receiveUpload } = createMemoryStorage({ now: () => now });
  const url = await blobs.signUpload("a", addMs(now, MINUTE_MS), now);
  now = addMs(now, MINUTE_MS);
  expect(await receiveUpload(url, new Uint8Array(1))).toBe(false);
});

test("a played outage is the unavailability that real storage reports, and ends when it is lifted", async () => {
  const { blobs, queue, setOutage } = createMemoryStorage();
  const message = { type: "verify", userId: randomUUID(), fileId: randomUUID() } as const;
  setOutage({ queue: true });
  await expect(queue.send(message)).rejects.toMatchObject({ code: "dependency.unavailable" });
  await expect(blobs.facts({ container: "cloudpix-files", name: "a" })).resolves.toBeNull();
  setOutage({});
  await expect(queue.send(message)).resolves.toBeUndefined();
});
