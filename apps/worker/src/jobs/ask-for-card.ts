import { type FileRecord, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Asks for the card of a file that was shared before its preview was there: the message that sharing sent found nothing to
 * draw from. Checked after the preview is recorded, so that a link made at the same moment is never missed.
 */
export const askForCard = async (
  { db, queue, now }: Services,
  { userId, fileId, thumbnail }: FileRecord,
): Promise<void> => {
  const names = thumbnail.renditions.map(({ name }) => name);
  if (!names.includes("preview") || names.includes("og")) return;
  const live = await db.shareLinks.countLive(userId, [fileId], toInstant(now()));
  if ((live.get(fileId) ?? 0) > 0) await queue.send({ type: "open-graph", userId, fileId });
};
