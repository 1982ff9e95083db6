import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { QueueServiceClient } from "@azure/storage-queue";
import { addMs, HOUR_MS } from "@cloudpix/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BlobStoreSetup, blobStoreContract } from "../blob-store.contract.ts";
import { jobQueueContract } from "../job-queue.contract.ts";
import { clearQueues } from "../testing/clear-queues.ts";
import { openAzurite } from "../testing/open-azurite.ts";
import { selfSignedCertificate } from "../testing/self-signed-certificate.ts";
import { commitBlocksTo, downloadFrom, uploadBlockTo, uploadTo } from "../testing/signed-url-holder.ts";
import { writeStreamContract } from "../write-stream.contract.ts";
import { type AzureStorage, openAzureStorage } from "./open-azure-storage.ts";

// Azurite reads the claims of a token and does not check its signature.
const claims = {
  aud: "https://storage.azure.com",
  iss: "https://sts.windows.net/11111111-1111-4111-8111-111111111111/",
  oid: "22222222-2222-4222-8222-222222222222",
  tid: "11111111-1111-4111-8111-111111111111",
};
const base64Url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const credential = {
  getToken: async () => {
    const now = Math.floor(Date.now() / 1_000);
    const token = `${base64Url({ alg: "HS256" })}.${base64Url({ ...claims, iat: now, nbf: now - 60, exp: now + 3_600 })}.x`;
    return { token, expiresOnTimestamp: (now + 3_600) * 1_000 };
  },
};

const trustedBefore = tls.getCACertificates("default");
let folder: string;
let azurite: Awaited<ReturnType<typeof openAzurite>>;
let storage: AzureStorage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "certificate-"));
  const [certificateFile, keyFile] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const { certificate, key } = selfSignedCertificate(new Date());
  await Promise.all([writeFile(certificateFile, certificate), writeFile(keyFile, key, { mode: 0o600 })]);
  tls.setDefaultCACertificates([...trustedBefore, certificate]);
  azurite = await openAzurite({ tls: { certificateFile, keyFile } });
  const { blobUrl, queueUrl } = azurite;
  storage = await openAzureStorage({ accountUrl: blobUrl, queueUrl, credential });
  await storage.ensureReady({ allowedOrigins: ["https://photos.example"] });
});
afterAll(async () => {
  tls.setDefaultCACertificates(trustedBefore);
  await azurite?.close();
  await rm(folder, { recursive: true, force: true });
});

const openBlobs = async (): Promise<BlobStoreSetup> => ({
  blobs: storage.blobs,
  upload: uploadTo,
  uploadBlock: uploadBlockTo,
  commitBlocks: commitBlocksTo,
  download: downloadFrom,
});
blobStoreContract("Azurite by identity", openBlobs);
writeStreamContract("Azurite by identity", openBlobs);

jobQueueContract("Azurite by identity", async () => ({
  queue: storage.queue,
  ...(await clearQueues(new QueueServiceClient(azurite.queueUrl, credential))),
}));

test("URLs are signed by the identity for https only, not by the account's key", async () => {
  const now = new Date();
  const { searchParams } = new URL(await storage.blobs.signUpload("u/f", addMs(now, HOUR_MS), now));
  expect(searchParams.get("skoid")).toBe(claims.oid);
  expect(searchParams.get("spr")).toBe("https");
  expect(searchParams.get("sp")).toBe("cw");
  expect(searchParams.has("st")).toBe(false);
});

test("two processes give out the same read URL within a window, although each has its own key", async () => {
  const { blobUrl: accountUrl, queueUrl } = azurite;
  const replica = await openAzureStorage({ accountUrl, queueUrl, credential });
  const blob = { container: "cloudpix-files", name: "a" } as const;
  const options = { fileName: "a", contentType: "a/b", disposition: "inline", now: new Date() } as const;
  expect(await replica.blobs.signRead(blob, options)).toBe(await storage.blobs.signRead(blob, options));
});

test("an identity whose token storage refuses is an error, not an empty answer", async () => {
  const { blobUrl: accountUrl, queueUrl } = azurite;
  const stranger = { getToken: async () => ({ token: "a.b.c", expiresOnTimestamp: Date.now() + HOUR_MS }) };
  const { blobs } = await openAzureStorage({ accountUrl, queueUrl, credential: stranger });
  await expect(blobs.facts({ container: "cloudpix-files", name: "a" })).rejects.toMatchObject({
    code: "internal",
  });
});

test("the queue's address is derived from the blob endpoint; an endpoint that does not tell it is refused", async () => {
  await expect(
    openAzureStorage({ accountUrl: "https://a.blob.core.windows.net", credential }),
  ).resolves.toBeDefined();
  await expect(openAzureStorage({ accountUrl: "https://photos.example", credential })).rejects.toMatchObject({
    code: "internal",
  });
});
