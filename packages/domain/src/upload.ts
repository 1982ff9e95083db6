import { z } from "zod";
import { DeclaredType } from "./content-type.ts";
import { FileView, Sha256 } from "./file.ts";
import { FileName } from "./file-name.ts";
import { FileId, UploadRequestId } from "./ids.ts";
import { Instant } from "./instant.ts";

/** Announces an upload. `requestId` makes it repeatable: the same id answers with the first result. */
export const CreateUploadInput = z.strictObject({
  fileName: FileName,
  fileSize: z.int().min(1, "An empty file cannot be uploaded."),
  contentType: DeclaredType.optional().catch(undefined),
  requestId: UploadRequestId.optional(),
});
export type CreateUploadInput = z.infer<typeof CreateUploadInput>;

/**
 * Where to send the bytes: Put Block with Content-MD5 in blocks of at most `blockBytes`, then Put Block List,
 * straight to storage; then `files.completeUpload`. The URL writes this one blob and nothing else.
 */
export const UploadTicket = z.strictObject({
  fileId: FileId,
  uploadUrl: z.url(),
  blockBytes: z.int(),
  expiresAt: Instant,
  file: FileView,
});
export type UploadTicket = z.infer<typeof UploadTicket>;

/** `sha256` of the whole as the sender computed it; compared with the stored bytes before the file becomes active. */
export const CompleteUploadInput = z.strictObject({ fileId: FileId, sha256: Sha256.optional() });
export type CompleteUploadInput = z.infer<typeof CompleteUploadInput>;

/**
 * One block that storage holds for an upload that was not completed yet, whether a list of blocks named it or not: the next
 * list may. `blockId` as the sender chose it, in base64.
 */
export const ReceivedBlock = z.strictObject({ blockId: z.string(), sizeBytes: z.int().min(0) });
export type ReceivedBlock = z.infer<typeof ReceivedBlock>;

/** A fresh ticket for the same upload and what has arrived of it, so that only the rest is sent. */
export const ResumedUpload = UploadTicket.extend({ receivedBlocks: z.array(ReceivedBlock) });
export type ResumedUpload = z.infer<typeof ResumedUpload>;
