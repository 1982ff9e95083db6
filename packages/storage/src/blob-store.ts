import type { ReceivedBlock } from "@cloudpix/domain";

/** The three containers; none is public, and no client's URL can write to the first two. */
export type ContainerName = "cloudpix-files" | "cloudpix-thumbnails" | "cloudpix-incoming";

export type BlobRef = { container: ContainerName; name: string };

export type BlobFacts = { sizeBytes: number; etag: string };

/** Bytes from `start` to `end`, both included; without `end` to the end of the blob. */
export type ByteRange = { start: number; end?: number };

export type BlobRead = {
  stream: ReadableStream<Uint8Array>;
  /** Length of this answer. */
  lengthBytes: number;
  /** Length of the whole blob. */
  sizeBytes: number;
  etag: string;
};

export type ReadUrlOptions = {
  fileName: string;
  contentType: string;
  disposition: "inline" | "attachment";
  now: Date;
};

export type CopyOutcome = "copied" | "source_changed" | "exists";

/**
 * Bytes by name. Every method may be repeated. All throw `dependency.unavailable` when the storage does not answer;
 * what is not there is null or false, never an error.
 */
export type BlobStore = {
  /** A URL that lets its holder put blocks and commit them as this one blob of `cloudpix-incoming`, until `expiresAt`. */
  signUpload(name: string, expiresAt: Date, now: Date): Promise<string>;
  /**
   * A read URL of at least 60 minutes, the same for everybody who asks within a window of 15 (so that caches hit).
   * Storage answers it with exactly this content type and disposition, whatever the blob says of itself.
   */
  signRead(blob: BlobRef, options: ReadUrlOptions): Promise<string>;
  /** Null when there is no such blob, or none yet because a copy into its place is still under way. */
  facts(blob: BlobRef): Promise<BlobFacts | null>;
  /** Null when there is no such blob. A range that begins behind the end throws `RangeError`. */
  read(blob: BlobRef, range?: ByteRange): Promise<BlobRead | null>;
  write(blob: BlobRef, bytes: Uint8Array, contentType: string): Promise<void>;
  /**
   * Writes what `source` yields, in constant memory, each block with its MD5, which storage verifies. Nothing is visible
   * under the name before the last byte has arrived; when `source` throws or `signal` aborts before it ended, nothing ever
   * is, and that error is thrown on. How many bytes were written. Replaces what was there. Of two at a time under one name
   * both or the one that ends first may succeed, never a mixture.
   */
  writeStream(
    blob: BlobRef,
    source: AsyncIterable<Uint8Array>,
    options: { contentType: string; signal?: AbortSignal },
  ): Promise<{ sizeBytes: number }>;
  /**
   * The blocks of `cloudpix-incoming` that a list of blocks for this name may be made of, each id once: those that were put
   * and not committed, and those the blob was last committed of. Empty when there are none, or a blob of one piece.
   */
  receivedBlocks(name: string): Promise<ReceivedBlock[]>;
  /**
   * Copies inside the account, on the storage's side, if the source still carries `etag`; resolves when the copy is complete.
   * `source_changed` when it does not or is gone, or when `to` is removed while it is being copied to. What is at `to` already
   * is never replaced: `exists`.
   */
  copy(from: BlobRef, etag: string, to: BlobRef, sizeBytes: number): Promise<CopyOutcome>;
  /** Removes; false when there was nothing. */
  remove(blob: BlobRef): Promise<boolean>;
  /** Removes every blob of a container whose name begins with `prefix`; how many. */
  removeFolder(container: ContainerName, prefix: string): Promise<number>;
  /** Blobs written before `before`, at most `limit`, `after` the given name: what the sweep for orphans walks. */
  list(container: ContainerName, options: { before: Date; limit: number; after?: string }): Promise<string[]>;
  ping(): Promise<void>;
};
