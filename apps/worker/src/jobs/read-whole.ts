import { unavailable } from "@cloudpix/domain";
import type { BlobRef, BlobStore } from "@cloudpix/storage";

/** All bytes of a blob; null when it is not there, `too_large` above `maxBytes`, of which nothing is read then. @throws AppError `dependency.unavailable` */
export const readWhole = async (
  blobs: BlobStore,
  blob: BlobRef,
  maxBytes: number,
): Promise<Uint8Array | null | "too_large"> => {
  const read = await blobs.read(blob);
  if (read === null) return null;
  if (read.lengthBytes > maxBytes) {
    await read.stream.cancel();
    return "too_large";
  }
  const bytes = new Uint8Array(read.lengthBytes);
  let filled = 0;
  for await (const chunk of read.stream) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  // A stream that was cut says nothing about the blob; drawing what arrived would call a sound file damaged.
  if (filled !== bytes.length) throw unavailable(new Error("the blob was not read to its end"));
  return bytes;
};
