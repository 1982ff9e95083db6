import type { FileRecord, Thumbnail } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { tellThumbnail } from "./tell-thumbnail.ts";

/**
 * Marks a file whose thumbnail is still awaited as failed, with a sentence for its owner. False when that is no longer so.
 * What an earlier try has drawn stays: its bytes are the same, and a part of a picture is more than none. `durationMs` is
 * what the try took, null when it never came to an end. Repeatable.
 */
export const failThumbnail = async (
  services: Services,
  { userId, fileId, blobName }: Pick<FileRecord, "userId" | "fileId"> & { blobName?: string },
  { reason, durationMs }: { reason: string; durationMs: number | null },
): Promise<boolean> => {
  const { files } = services.db;
  // Read right before the change: a card may have been added since the try began.
  const current = await files.get(userId, fileId);
  if (current === null) return false;
  const thumbnail: Thumbnail = { ...current.thumbnail, state: "failed", reason };
  const awaited = {
    status: ["active"],
    thumbnailState: ["pending"],
    ...(blobName === undefined ? {} : { blobName }),
  } as const;
  const failed = await files.update(userId, fileId, { thumbnail }, awaited);
  if (failed === null) return false;
  tellThumbnail(services, failed, { reason, durationMs });
  return true;
};
