import { createHash } from "node:crypto";
import { unavailable } from "@cloudpix/domain";
import type { BlobRef, BlobStore } from "@cloudpix/storage";

/** SHA-256 in lower-case hex and length of a blob, streamed; null when it is not there. @throws AppError `dependency.unavailable` */
export const hashBlob = async (
  blobs: BlobStore,
  blob: BlobRef,
): Promise<{ sha256: string; sizeBytes: number } | null> => {
  const read = await blobs.read(blob);
  if (read === null) return null;
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of read.stream) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  // A stream that was cut says nothing about the blob.
  if (sizeBytes !== read.sizeBytes) throw unavailable(new Error("the blob was not read to its end"));
  return { sha256: hash.digest("hex"), sizeBytes };
};
