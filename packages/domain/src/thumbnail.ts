import { z } from "zod";

/** The pictures made of a file; boxes, qualities and purposes are in docs/architecture.md, "Renditions". */
export const RenditionName = z.enum(["preview", "medium", "thumb", "og"]);
export type RenditionName = z.infer<typeof RenditionName>;

/**
 * `pending`: the worker will make it. `ready`: it is there. `failed`: tried and given up, `reason` says why.
 * `none`: nothing can be drawn of this file; it gets an icon.
 */
export const ThumbnailState = z.enum(["pending", "ready", "failed", "none"]);
export type ThumbnailState = z.infer<typeof ThumbnailState>;

const pixels = z.int().min(1);

export const Rendition = z.strictObject({
  name: RenditionName,
  blobName: z.string(),
  contentType: z.string(),
  width: pixels,
  height: pixels,
  sizeBytes: z.int().min(1),
});
export type Rendition = z.infer<typeof Rendition>;

/** The state of a file's pictures, as remembered. `reason` is plain words for the owner. */
export const Thumbnail = z.strictObject({
  state: ThumbnailState,
  reason: z.string().nullable(),
  renditions: z.array(Rendition),
  /** The placeholder drawn before a picture arrives: thumbhash bytes in base64. */
  thumbhash: z.string().nullable(),
});
export type Thumbnail = z.infer<typeof Thumbnail>;

export const RenditionView = Rendition.pick({
  name: true,
  width: true,
  height: true,
  contentType: true,
}).extend({
  url: z.url(),
});
export type RenditionView = z.infer<typeof RenditionView>;

export const ThumbnailView = z.strictObject({
  state: ThumbnailState,
  reason: z.string().optional(),
  thumbhash: z.string().optional(),
  renditions: z.array(RenditionView),
});
export type ThumbnailView = z.infer<typeof ThumbnailView>;

/** A file of which nothing can be drawn, and why when there is something to say. */
export const noThumbnail = (reason: string | null = null): Thumbnail => ({
  state: "none",
  reason,
  renditions: [],
  thumbhash: null,
});

export const pendingThumbnail: Thumbnail = {
  state: "pending",
  reason: null,
  renditions: [],
  thumbhash: null,
};
