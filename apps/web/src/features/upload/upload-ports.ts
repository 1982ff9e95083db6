import type {
  CompleteUploadInput,
  CreateUploadInput,
  FileId,
  FileView,
  UploadTicket,
} from "@cloudpix/domain";
import type { Digests, HashRequest } from "./hash-messages.ts";
import type { PictureSize } from "./picture-size.ts";
import type { putBlob } from "./put-blob.ts";

/** Everything an upload needs of the world around it. */
export type UploadPorts = {
  /** Never broken off: whoever asked must learn the file's id, to be able to give its space back. */
  createUpload: (input: CreateUploadInput) => Promise<UploadTicket>;
  /** A fresh URL for an upload under way, and another day until it counts as abandoned. Repeatable. */
  resumeUpload: (fileId: FileId, signal: AbortSignal) => Promise<UploadTicket>;
  /** Ends an upload that was not completed and gives its space back. Repeatable. */
  abortUpload: (fileId: FileId) => Promise<void>;
  completeUpload: (input: CompleteUploadInput, signal: AbortSignal) => Promise<FileView>;
  hashFile: (
    request: HashRequest,
    onProgress: (bytes: number) => void,
    signal: AbortSignal,
  ) => Promise<Digests>;
  /** A picture's shape as this device sees it; null where it sees none. */
  readPictureSize: (file: File) => Promise<PictureSize | null>;
  putBlob: typeof putBlob;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  nowMs: () => number;
};
