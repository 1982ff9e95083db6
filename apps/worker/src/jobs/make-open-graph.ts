import type { FileRecord, Rendition } from "@cloudpix/domain";
import { maxPictureBytes } from "../render/picture-limits.ts";
import type { Services } from "../services.ts";
import type { Job } from "./job.ts";
import { readWhole } from "./read-whole.ts";
import { removeRenditions, storeRenditions } from "./store-renditions.ts";

const container = "cloudpix-thumbnails";

const find = (file: FileRecord, name: Rendition["name"]) =>
  file.thumbnail.renditions.find((rendition) => rendition.name === name);

/** The file if a card is to be made for it, and the preview to make it from. */
const whatToDraw = async ({ db }: Services, userId: string, fileId: string) => {
  const file = await db.files.get(userId, fileId);
  if (file === null || file.status !== "active" || find(file, "og")) return null;
  const preview = find(file, "preview");
  return preview ? { file, preview } : null;
};

/**
 * Draws the card for link previews from the stored preview and adds it to the file's renditions. Without a preview there is
 * nothing to do: the thumbnail job asks again once there is one.
 */
export const makeOpenGraph: Job = async (services, { userId, fileId }) => {
  const { db, blobs, render } = services;
  const task = await whatToDraw(services, userId, fileId);
  if (task === null) return "skipped";
  const bytes = await readWhole(blobs, { container, name: task.preview.blobName }, maxPictureBytes);
  if (bytes === null || bytes === "too_large") return "skipped";
  const answer = await render.drawCard(bytes);
  if ("refused" in answer) return "refused";
  const written = await storeRenditions(blobs, task.file, [answer.drawn]);

  // Read again right before the change: a picture drawn anew meanwhile must not get its old renditions back.
  const current = await whatToDraw(services, userId, fileId);
  const kept =
    current !== null &&
    current.preview.blobName === task.preview.blobName &&
    (await db.files.update(
      userId,
      fileId,
      {
        thumbnail: {
          ...current.file.thumbnail,
          renditions: [...current.file.thumbnail.renditions, ...written],
        },
      },
      { status: ["active"], thumbnailState: [current.file.thumbnail.state] },
    ));
  if (kept) return "ready";
  await removeRenditions(blobs, written);
  return "skipped";
};
