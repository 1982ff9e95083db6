import type { BlobRead, BlobRef, BlobStore, ByteRange } from "../blob-store.ts";
import { checkFolder, checkRange } from "../byte-range.ts";
import { compareNames } from "../compare-names.ts";
import type { createMemoryUrls } from "./memory-urls.ts";

/** A stored blob. Its bytes are never changed, only replaced. */
export type MemoryBlob = BlobRef & { bytes: Uint8Array; contentType: string; etag: string; writtenAt: Date };

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

/** The blobs of a memory storage. */
export const createMemoryBlobs = (now: () => Date) => {
  const blobs = new Map<string, MemoryBlob>();
  let writes = 0;
  const keyOf = ({ container, name }: BlobRef) => `${container}/${name}`;
  return {
    get: (blob: BlobRef) => blobs.get(keyOf(blob)),
    put: ({ container, name }: BlobRef, bytes: Uint8Array, contentType: string) => {
      const etag = `"0x${(++writes).toString(16)}"`;
      const stored = { container, name, bytes: bytes.slice(), contentType, etag, writtenAt: now() };
      blobs.set(keyOf(stored), stored);
    },
    remove: (blob: BlobRef) => blobs.delete(keyOf(blob)),
    all: () => [...blobs.values()].sort((a, b) => compareNames(a.name, b.name)),
  };
};

/** `BlobStore` in memory. `guard` runs before every method and throws while an outage is played. */
export const createMemoryBlobStore = (
  blobs: ReturnType<typeof createMemoryBlobs>,
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
