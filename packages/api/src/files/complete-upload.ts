import type { FileChanges } from "@cloudpix/db";
import {
  AppError,
  type CompleteUploadInput,
  type FileRecord,
  type FileView,
  incomingBlobName,
  kindOf,
  limits,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import type { BlobRef } from "@cloudpix/storage";
import { ownFile } from "../access.ts";
import type { Services } from "../services.ts";
import { announceWork } from "./announce-work.ts";
import { discardUpload } from "./discard-upload.ts";
import { toFileView } from "./file-view.ts";
import { viewOf } from "./get-file.ts";
import { inspectWhole, sniffType } from "./inspect-blob.ts";
import { tellUploaded } from "./tell-uploaded.ts";
import { trueType } from "./true-type.ts";
import { verifiedChanges } from "./verified-changes.ts";

const finalBlob = (file: FileRecord): BlobRef => ({ container: "cloudpix-files", name: file.blobName });

/**
 * Brings the bytes to their final place, which no client can write to, which is this announcement's alone and which is
 * written once: whatever is verified there is what will be served. A repeated call after a crash finds the copy that was
 * made before.
 */
const settleBytes = async (services: Services, file: FileRecord): Promise<void> => {
  const { blobs } = services;
  const settled = await blobs.facts(finalBlob(file));
  if (settled?.sizeBytes === file.fileSize) return;
  // Left by an earlier try that was not the announced file.
  if (settled !== null) await blobs.remove(finalBlob(file));
  const incoming: BlobRef = { container: "cloudpix-incoming", name: incomingBlobName(file) };
  const arrived = await blobs.facts(incoming);
  if (arrived !== null && arrived.sizeBytes !== file.fileSize) {
    await discardUpload(services, file);
    throw new AppError("upload.length_wrong");
  }
  const copied = arrived && (await blobs.copy(incoming, arrived.etag, finalBlob(file), arrived.sizeBytes));
  if (copied === "copied") return;
  // Gone or changed: either another call has completed this upload meanwhile, or there is nothing to complete.
  const made = await blobs.facts(finalBlob(file));
  if (made?.sizeBytes !== file.fileSize) throw new AppError("upload.incomplete");
};

/** What the stored bytes say of themselves. Up to 256 MiB with their digest; above, the worker reads the whole. */
const inspect = async (
  services: Services,
  file: FileRecord,
  announced: string | undefined,
): Promise<FileChanges> => {
  const { blobs, now } = services;
  const isSmall = file.fileSize <= limits.inlineVerifyBytes;
  const whole = isSmall ? await inspectWhole(blobs, finalBlob(file)) : null;
  // Aborted in this very moment.
  if (isSmall && whole === null) throw new AppError("upload.incomplete");
  if (whole !== null && announced !== undefined && whole.sha256 !== announced) {
    await discardUpload(services, file);
    throw new AppError("upload.digest_wrong");
  }
  const at = toInstant(now());
  if (whole !== null) return verifiedChanges(file.contentType, whole, at);
  const contentType = trueType(await sniffType(blobs, finalBlob(file)), file.contentType);
  return {
    contentType,
    kind: kindOf(contentType),
    status: "verifying",
    statusDate: at,
    sha256: announced ?? null,
  };
};

/**
 * Whether the upload was ended meanwhile. What this call brought to its final place is then removed: whoever ended it may
 * have looked before it was there.
 */
const endedMeanwhile = async ({ db, blobs, telemetry }: Services, file: FileRecord): Promise<boolean> => {
  const row = await db.files.get(file.userId, file.fileId);
  if (row?.blobName === file.blobName && row.status !== "purging") return false;
  await blobs
    .remove(finalBlob(file))
    .catch((error: unknown) =>
      telemetry.trackFailure(error, "left for the clean-up", { fileId: file.fileId }),
    );
  return true;
};

/** The file of the verified bytes; null when the upload was ended meanwhile, or completed by another call. */
const settle = async (
  services: Services,
  file: FileRecord,
  announced: string | undefined,
): Promise<FileRecord | null> => {
  await settleBytes(services, file);
  const changes = await inspect(services, file, announced);
  const condition = { status: ["uploading"], blobName: file.blobName } as const;
  return services.db.files.update(file.userId, file.fileId, changes, condition);
};

/** The answer to a repeated call: the file as it is now, unless the caller means other bytes. */
const completedBefore = (
  services: Services,
  file: FileRecord,
  announced: string | undefined,
): Promise<FileView> => {
  const differs = announced !== undefined && file.sha256 !== null && announced !== file.sha256;
  if (differs) throw new AppError("upload.digest_wrong");
  return viewOf(services, file);
};

/**
 * Ends an upload: checks the length, copies the bytes to their final place, verifies the copy, activates the file and
 * asks for its thumbnail. Repeating it is harmless. What fails its checks is removed with everything it left.
 * @throws AppError `file.not_found`, `upload.incomplete`, `upload.length_wrong`, `upload.digest_wrong`
 */
export const completeUpload = async (
  services: Services,
  user: UserRecord,
  input: CompleteUploadInput,
): Promise<FileView> => {
  const { blobs, telemetry } = services;
  const file = await ownFile(services, user.userId, input.fileId, ["uploading", "verifying", "active"]);
  if (file.status !== "uploading") return completedBefore(services, file, input.sha256);
  const settled = await settle(services, file, input.sha256).catch(async (error: unknown) => {
    await endedMeanwhile(services, file).catch((failure: unknown) =>
      telemetry.trackFailure(failure, "left for the clean-up", { fileId: file.fileId }),
    );
    throw error;
  });
  if (settled === null) {
    if (await endedMeanwhile(services, file)) throw new AppError("file.not_found");
    return completedBefore(services, await ownFile(services, user.userId, file.fileId), input.sha256);
  }
  tellUploaded(services, settled);
  await announceWork(services, settled);
  await blobs
    .remove({ container: "cloudpix-incoming", name: incomingBlobName(file) })
    .catch((error: unknown) =>
      telemetry.trackFailure(error, "left for the clean-up", { fileId: file.fileId }),
    );
  return toFileView(services, settled, 0);
};
