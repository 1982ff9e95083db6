import { createHash } from "node:crypto";
import type { BlockBlobClient } from "@azure/storage-blob";
import { callStorage } from "./call-storage.ts";

/** The slowest connection to storage that a write is given time for. */
const WRITE_BYTES_PER_MS = 256;

/** What is allowed for a payload on its way, on top of what every call is. */
export const transferMs = (bytes: number): number => Math.ceil(bytes / WRITE_BYTES_PER_MS);

/** Writes a blob in one request; storage checks the bytes against their MD5. */
export const putBlob = async (
  blob: BlockBlobClient,
  bytes: Uint8Array,
  contentType: string,
): Promise<void> => {
  const transactionalContentMD5 = createHash("md5").update(bytes).digest();
  await callStorage({
    name: "write blob",
    extraMs: transferMs(bytes.byteLength),
    run: (abortSignal) =>
      blob.upload(bytes, bytes.byteLength, {
        abortSignal,
        transactionalContentMD5,
        blobHTTPHeaders: { blobContentType: contentType },
      }),
  });
};
