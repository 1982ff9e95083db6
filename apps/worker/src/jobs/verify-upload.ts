import { noThumbnail, pendingThumbnail, renderableTypes, toInstant } from "@cloudpix/domain";
import { hashBlob } from "./hash-blob.ts";
import type { Job } from "./job.ts";
import { refuseUpload } from "./refuse-upload.ts";
import { tellUploaded } from "./tell-uploaded.ts";

/**
 * Ends an upload that was too large to be checked while its sender waited: hashes the stored bytes, and activates the file if
 * they are what was announced. Else the upload is removed with everything it left, and its bytes are given back.
 */
export const verifyUpload: Job = async (services, { userId, fileId }) => {
  const { db, blobs, queue, now } = services;
  const file = await db.files.get(userId, fileId);
  if (file === null || file.status !== "verifying") return "skipped";
  const stored = await hashBlob(blobs, { container: "cloudpix-files", name: file.blobName });
  const intact =
    stored !== null &&
    stored.sizeBytes === file.fileSize &&
    (file.sha256 === null || file.sha256 === stored.sha256);
  const statusDate = toInstant(now());
  const from = { status: ["verifying"], blobName: file.blobName } as const;

  if (!intact) {
    const doomed = await db.files.update(userId, fileId, { status: "purging", statusDate }, from);
    if (doomed === null) return "skipped";
    await refuseUpload(services, doomed, stored);
    return "refused";
  }
  const thumbnail = renderableTypes.has(file.contentType) ? pendingThumbnail : noThumbnail();
  const seen = { sha256: stored.sha256, verifiedDate: statusDate, thumbnail };
  const changes = { ...seen, status: "active", statusDate } as const;
  const active = await db.files.update(userId, fileId, changes, from);
  if (active === null) return "skipped";
  tellUploaded(services, active);
  // If this fails, the sweep for thumbnails that stayed pending sends it.
  if (thumbnail.state === "pending") await queue.send({ type: "thumbnail", userId, fileId });
  return "activated";
};
