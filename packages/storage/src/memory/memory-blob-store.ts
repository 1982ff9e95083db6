import type { BlobRead, BlobStore, ByteRange } from "../blob-store.ts";
import { checkFolder, checkRange } from "../byte-range.ts";
import { compareNames } from "../compare-names.ts";
import { incomingContainer } from "../names.ts";
import { sourceChunks } from "../source-chunks.ts";
import { copyOf, type MemoryBlob, type MemoryBlobs } from "./memory-blobs.ts";
import type { createMemoryUrls } from "./memory-urls.ts";

const CHUNK_BYTES = 64 * 1024;

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
  let offset = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (offset >= bytes.byteLength) return controller.close();
        controller.enqueue(bytes.slice(offset, offset + CHUNK_BYTES));
        offset += CHUNK_BYTES;
      },
    },
    { highWaterMark: 0 },
  );
};

const readRange = ({ bytes, etag }: MemoryBlob, range?: ByteRange): BlobRead => {
  if (range && range.start >= bytes.byteLength) {
    throw new RangeError("The range begins behind the end of the blob");
  }
  const part = range
    ? bytes.subarray(range.start, range.end === undefined ? undefined : range.end + 1)
    : bytes;
  return { stream: streamOf(part), lengthBytes: part.byteLength, sizeBytes: bytes.byteLength, etag };
};

/** `BlobStore` in memory. `guard` runs before every method and throws while an outage is played. */
export const createMemoryBlobStore = (
  blobs: MemoryBlobs,
  urls: ReturnType<typeof createMemoryUrls>,
  guard: () => void,
): BlobStore => ({
  // Signing needs no storage, so it works during an outage.
  signUpload: async (name, expiresAt) => urls.upload(name, expiresAt),
  signRead: async (blob, options) => urls.read(blob, options),

  facts: async (blob) => {
    guard();
    const found = blobs.get(blob);
    return found ? { sizeBytes: found.bytes.byteLength, etag: found.etag } : null;
  },

  read: async (blob, range) => {
    if (range) checkRange(range);
    guard();
    const found = blobs.get(blob);
    return found ? readRange(found, range) : null;
  },

  write: async (blob, bytes, contentType) => {
    guard();
    blobs.put(blob, bytes, contentType);
  },

  writeStream: async (blob, source, { contentType, signal }) => {
    guard();
    const bytes = Buffer.concat(await Array.fromAsync(sourceChunks(source, signal), copyOf));
    guard();
    blobs.put(blob, bytes, contentType);
    return { sizeBytes: bytes.byteLength };
  },

  receivedBlocks: async (name) => {
    guard();
    const blocks = blobs.blocks({ container: incomingContainer, name });
    return [...blocks].map(([blockId, bytes]) => ({ blockId, sizeBytes: bytes.byteLength }));
  },

  copy: async (from, etag, to) => {
    guard();
    const source = blobs.get(from);
    if (source?.etag !== etag) return "source_changed";
    if (blobs.get(to) !== undefined) return "exists";
    blobs.put(to, source.bytes, source.contentType);
    return "copied";
  },

  remove: async (blob) => {
    guard();
    return blobs.remove(blob);
  },

  removeFolder: async (container, prefix) => {
    checkFolder(prefix);
    guard();
    const inside = blobs.all().filter((blob) => blob.container === container && blob.name.startsWith(prefix));
    for (const blob of inside) blobs.remove(blob);
    return inside.length;
  },

  list: async (container, { before, limit, after }) => {
    guard();
    return blobs
      .all()
      .filter((blob) => blob.container === container && blob.writtenAt < before)
      .map(({ name }) => name)
      .filter((name) => after === undefined || compareNames(name, after) > 0)
      .slice(0, limit);
  },

  ping: async () => guard(),
});
