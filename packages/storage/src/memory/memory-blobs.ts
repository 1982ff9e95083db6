import type { BlobRef } from "../blob-store.ts";
import { compareNames } from "../compare-names.ts";

/** `slice` would not do: a Buffer's shares its memory. */
export const copyOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

/** A stored blob. Its bytes are never changed, only replaced. */
export type MemoryBlob = BlobRef & { bytes: Uint8Array; contentType: string; etag: string; writtenAt: Date };

/** What a memory storage holds: blobs, and blocks that are no blob yet. */
export type MemoryBlobs = {
  get(blob: BlobRef): MemoryBlob | undefined;
  /** Replaces what is there and drops its uncommitted blocks. */
  put(blob: BlobRef, bytes: Uint8Array, contentType: string): void;
  putBlock(blob: BlobRef, blockId: string, bytes: Uint8Array): void;
  /** The uncommitted blocks under a name, by id. */
  blocks(blob: BlobRef): ReadonlyMap<string, Uint8Array>;
  /** Removes the blob, not its uncommitted blocks. */
  remove(blob: BlobRef): boolean;
  /** In the order of their names. */
  all(): MemoryBlob[];
};

/** An empty one. */
export const createMemoryBlobs = (now: () => Date): MemoryBlobs => {
  const blobs = new Map<string, MemoryBlob>();
  const blocks = new Map<string, Map<string, Uint8Array>>();
  let writes = 0;
  const keyOf = ({ container, name }: BlobRef) => `${container}/${name}`;
  const blocksOf = (blob: BlobRef) => blocks.get(keyOf(blob)) ?? new Map<string, Uint8Array>();
  return {
    get: (blob) => blobs.get(keyOf(blob)),
    put: ({ container, name }, bytes, contentType) => {
      const etag = `"0x${(++writes).toString(16)}"`;
      const stored = { container, name, bytes: copyOf(bytes), contentType, etag, writtenAt: now() };
      blobs.set(keyOf(stored), stored);
      blocks.delete(keyOf(stored));
    },
    putBlock: (blob, blockId, bytes) => {
      blocks.set(keyOf(blob), blocksOf(blob).set(blockId, copyOf(bytes)));
    },
    blocks: blocksOf,
    remove: (blob) => blobs.delete(keyOf(blob)),
    all: () => [...blobs.values()].sort((a, b) => compareNames(a.name, b.name)),
  };
};
