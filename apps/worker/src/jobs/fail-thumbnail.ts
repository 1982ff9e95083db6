import type { FileRecord, Thumbnail } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Marks a file whose thumbnail is still awaited as failed, with a sentence for its owner. False when that is no longer so.
 * Repeatable.
 */
export const failThumbnail = async (
  { db, telemetry }: Services,
  { userId, fileId, kind }: Pick<FileRecord, "userId" | "fileId" | "kind">,
  reason: string,
): Promise<boolean> => {
  const thumbnail: Thumbnail = { state: "failed", reason, renditions: [], thumbhash: null };
  const failed = await db.files.update(
    userId,
    fileId,
    { thumbnail },
    { status: ["active"], thumbnailState: ["pending"] },
  );
  if (failed !== null) telemetry.trackEvent("thumbnail_failed", { kind, reason });
  return failed !== null;
};
