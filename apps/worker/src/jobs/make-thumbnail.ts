import type { FileRecord, Rendition, Thumbnail } from "@cloudpix/domain";
import type { DrawnPicture, RenderAnswer } from "../render/drawn.ts";
import { maxPictureBytes } from "../render/picture-limits.ts";
import { refusals } from "../render/refusal.ts";
import type { Services } from "../services.ts";
import { askForCard } from "./ask-for-card.ts";
import { failThumbnail } from "./fail-thumbnail.ts";
import type { Job } from "./job.ts";
import { readWhole } from "./read-whole.ts";
import { removeRenditions, storeRenditions } from "./store-renditions.ts";
import { tellThumbnail } from "./tell-thumbnail.ts";

const drawOriginal = async (
  { blobs, render }: Services,
  file: FileRecord,
): Promise<RenderAnswer<DrawnPicture>> => {
  const bytes = await readWhole(blobs, { container: "cloudpix-files", name: file.blobName }, maxPictureBytes);
  if (bytes === null) return { refused: refusals.missing };
  if (bytes === "too_large") return { refused: refusals.bytes };
  return render.drawPicture(bytes);
};

// A damaged file is `failed` and says so, yet shows what could be drawn of it.
const asThumbnail = (picture: DrawnPicture, renditions: Rendition[]): Thumbnail => ({
  state: picture.damage === null ? "ready" : "failed",
  reason: picture.damage,
  renditions,
  thumbhash: picture.thumbhash,
});

const keepPicture = async (
  services: Services,
  file: FileRecord,
  picture: DrawnPicture,
  durationMs: () => number,
) => {
  const { db, blobs } = services;
  const renditions = await storeRenditions(blobs, file, picture.renditions);
  const kept = await db.files.update(
    file.userId,
    file.fileId,
    { width: picture.width, height: picture.height, thumbnail: asThumbnail(picture, renditions) },
    { status: ["active"], thumbnailState: ["pending"], blobName: file.blobName },
  );
  if (kept !== null) tellThumbnail(services, kept, { reason: picture.damage, durationMs: durationMs() });
  await removeRenditions(blobs, kept === null ? renditions : file.thumbnail.renditions);
  return kept;
};

/**
 * Draws the renditions of an active file whose thumbnail is awaited. A picture that cannot be drawn ends as `failed` with a
 * reason; a file that vanished or was drawn by somebody else meanwhile is left alone, and what was written for it is removed.
 */
export const makeThumbnail: Job = async (services, { userId, fileId }) => {
  const { db, now } = services;
  const begunMs = now().getTime();
  const durationMs = () => now().getTime() - begunMs;
  const file = await db.files.get(userId, fileId);
  if (file === null || file.status !== "active") return "skipped";
  if (file.thumbnail.state !== "pending") {
    await askForCard(services, file);
    return "skipped";
  }
  const answer = await drawOriginal(services, file);
  if ("refused" in answer) {
    const ending = { reason: answer.refused, durationMs: durationMs() };
    return (await failThumbnail(services, file, ending)) ? "failed" : "skipped";
  }
  const kept = await keepPicture(services, file, answer.drawn, durationMs);
  if (kept === null) return "skipped";
  await askForCard(services, kept);
  return kept.thumbnail.state === "failed" ? "failed" : "ready";
};
