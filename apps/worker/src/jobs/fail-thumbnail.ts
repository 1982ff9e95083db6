import type { FileRecord, Thumbnail } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { tellThumbnail } from "./tell-thumbnail.ts";

/**
 * Marks a file whose thumbnail is still awaited as failed, with a sentence for its owner. False when that is no longer so.
 * `durationMs` is what the try took, null when it never came to an end. Repeatable.
 */
export const failThumbnail = async (
  services: Services,
  { userId, fileId }: Pick<FileRecord, "userId" | "fileId">,
  { reason, durationMs }: { reason: string; durationMs: number | null },
): Promise<boolean> => {
  const thumbnail: Thumbnail = { state: "failed", reason, renditions: [], thumbhash: null };
  const failed = await services.db.files.update(
    userId,
    fileId,
    { thumbnail },
    { status: ["active"], thumbnailState: ["pending"] },
  );
  if (failed === null) return false;
  tellThumbnail(services, failed, { reason, durationMs });
  return true;
};
