import type { BlobRef } from "../blob-store.ts";
import { compareNames } from "../compare-names.ts";

/** `slice` would not do: a Buffer's shares its memory. */
export const copyOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

type Blocks = ReadonlyMap<string, Uint8Array>;

/** A stored blob, and the blocks it was committed of. Its bytes are never changed, only replaced. */
export type MemoryBlob = BlobRef & {
  bytes: Uint8Array;
  contentType: string;
  etag: string;
  writtenAt: Date;
  blocks: Blocks;
};

/** What a memory storage holds: blobs, and blocks that are no blob yet. */
export type MemoryBlobs = {
  get(blob: BlobRef): MemoryBlob | undefined;
  /** Replaces what is there by bytes of one piece and drops its uncommitted blocks. */
  put(blob: BlobRef, bytes: Uint8Array, contentType: string): void;
  putBlock(blob: BlobRef, blockId: string, bytes: Uint8Array): void;
  /** Replaces what is there by these blocks and drops all others; false when it does not know all of them. */
  commit(blob: BlobRef, blockIds: readonly string[], contentType: string): boolean;
  /** The blocks that can be committed under a name, by id. */
  blocks(blob: BlobRef): Blocks;
  /** Removes the blob, not its uncommitted blocks. */
  remove(blob: BlobRef): boolean;
  /** In the order of their names. */
  all(): MemoryBlob[];
};

/** An empty one. */
export const createMemoryBlobs = (now: () => Date): MemoryBlobs => {
  const blobs = new Map<string, MemoryBlob>();
  const uncommitted = new Map<string, Map<string, Uint8Array>>();
  let writes = 0;
  const keyOf = ({ container, name }: BlobRef) => `${container}/${name}`;
  const uncommittedOf = (blob: BlobRef) => uncommitted.get(keyOf(blob)) ?? new Map<string, Uint8Array>();
  const blocksOf = (blob: BlobRef): Blocks =>
    new Map([...(blobs.get(keyOf(blob))?.blocks ?? []), ...uncommittedOf(blob)]);
  const store = (
    { container, name }: BlobRef,
    what: Pick<MemoryBlob, "bytes" | "contentType" | "blocks">,
  ) => {
    const etag = `"0x${(++writes).toString(16)}"`;
    const stored = { ...what, container, name, etag, writtenAt: now() };
    blobs.set(keyOf(stored), stored);
    uncommitted.delete(keyOf(stored));
  };
  return {
    get: (blob) => blobs.get(keyOf(blob)),
    put: (blob, bytes, contentType) => store(blob, { bytes: copyOf(bytes), contentType, blocks: new Map() }),
    putBlock: (blob, blockId, bytes) => {
      uncommitted.set(keyOf(blob), uncommittedOf(blob).set(blockId, copyOf(bytes)));
    },
    commit: (blob, blockIds, contentType) => {
      const known = blocksOf(blob);
      const parts = blockIds.flatMap((blockId) => known.get(blockId) ?? []);
      if (parts.length < blockIds.length) return false;
      const blocks = new Map([...known].filter(([blockId]) => blockIds.includes(blockId)));
      store(blob, { bytes: Buffer.concat(parts), contentType, blocks });
      return true;
    },
    blocks: blocksOf,
    remove: (blob) => blobs.delete(keyOf(blob)),
    all: () => [...blobs.values()].sort((a, b) => compareNames(a.name, b.name)),
  };
};
