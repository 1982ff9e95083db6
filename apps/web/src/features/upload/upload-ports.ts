import type { CompleteUploadInput, CreateUploadInput, FileView, UploadTicket } from "@cloudpix/domain";
import type { Digests, HashRequest } from "./hash-messages.ts";
import type { putBlob } from "./put-blob.ts";

/** Everything an upload needs of the world around it. */
export type UploadPorts = {
  createUpload: (input: CreateUploadInput, signal: AbortSignal) => Promise<UploadTicket>;
  completeUpload: (input: CompleteUploadInput, signal: AbortSignal) => Promise<FileView>;
  hashFile: (
    request: HashRequest,
    onProgress: (bytes: number) => void,
    signal: AbortSignal,
  ) => Promise<Digests>;
  putBlob: typeof putBlob;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  nowMs: () => number;
};
