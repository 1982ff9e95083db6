import type { ProcedureOutputs } from "../procedures.ts";

/** A file as its owner sees it. */
export type FileView = ProcedureOutputs["files"]["get"];

export type UploadProgress = {
  /** What storage has taken so far; grows block by block, 8 MiB each. */
  sentBytes: number;
  totalBytes: number;
};

export type UploadOptions = {
  /** As it will be listed; by default the name of the `File`, of the path or of the file a stream of Node reads, else `upload`. */
  fileName?: string | undefined;
  /**
   * How long a stream is. A stream of Node that reads a whole file knows; any other that is not told is read to its end
   * before it is sent, and may have 100 MiB.
   */
  fileSize?: number | undefined;
  /** What the sender believes the bytes to be; CloudPix looks for itself. By default the type of the `Blob`, else of the name. */
  contentType?: string | undefined;
  /**
   * Makes the upload one that can be gone on with: after a failure the same call under the same id, from
   * {@link newRequestId}, sends only what is missing. Within a day of its making.
   */
  requestId?: string | undefined;
  /**
   * Files above 256 MiB are verified by a worker: `active` waits for that too. A file that is gone by then, deleted or
   * refused, is `file.not_found`.
   */
  waitFor?: "active" | undefined;
  onProgress?: ((progress: UploadProgress) => void) | undefined;
  /**
   * Ends the upload: what has arrived is thrown away, its space is free, and the call rejects with the signal's reason.
   * Once the upload is complete, it ends the waiting only: the call resolves with the file as it is.
   */
  signal?: AbortSignal | undefined;
};

/** Bytes as they come: a web stream, one of Node, or anything that yields chunks. */
export type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Everything that can be uploaded. A string is a path, in Node only. */
export type Uploadable = File | Blob | Uint8Array | ArrayBuffer | ByteStream | string | URL;

/**
 * Sends a file straight to storage, in blocks whose digests storage verifies, four at a time (one on a slow line), each of
 * them repeated when it fails in passing; resolves when CloudPix has compared the whole with its SHA-256. Memory does not grow with the file.
 *
 * A file above 256 MiB may come back as `verifying`; see {@link UploadOptions.waitFor}. An abort that comes when the
 * upload is complete already is too late: the file is there, and the call resolves, also while it waits for `active`.
 *
 * @throws CloudPixError such as `quota.exceeded`, `upload.too_large`, `network.failed`, `storage.refused`,
 * `source.length_wrong`, `source.too_long`; what reading the source throws
 */
export interface Upload {
  (source: File | ByteStream | string | URL, options?: UploadOptions): Promise<FileView>;
  /** Bytes have no name of their own. */
  (source: Uploadable, options: UploadOptions & { fileName: string }): Promise<FileView>;
}
