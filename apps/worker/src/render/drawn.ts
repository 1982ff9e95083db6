import { RenditionName } from "@cloudpix/domain";
import { z } from "zod";

const pixels = z.int().min(1).max(65_535);

/** One rendition as it left the encoder. */
export const DrawnRendition = z.strictObject({
  name: RenditionName,
  bytes: z.instanceof(Uint8Array),
  contentType: z.enum(["image/jpeg", "image/webp"]),
  width: pixels,
  height: pixels,
});
export type DrawnRendition = z.infer<typeof DrawnRendition>;

/** A picture and everything drawn of it. `width` and `height` are those of the original, upright. */
export const DrawnPicture = z.strictObject({
  width: z.int().min(1),
  height: z.int().min(1),
  renditions: z.array(DrawnRendition).max(4),
  /** Thumbhash in base64. */
  thumbhash: z.string().max(64),
  /** What is wrong with the file although something could be drawn, in words for its owner. */
  damage: z.string().nullable(),
});
export type DrawnPicture = z.infer<typeof DrawnPicture>;

/** `refused` is final: the same bytes will be refused again. A sentence for the owner. */
export type RenderAnswer<Drawn> = { drawn: Drawn } | { refused: string };

/** What a render process answers. Parsed on arrival: it handles hostile bytes and is not believed. */
export const RenderMessage = z.union([
  z.strictObject({ picture: DrawnPicture }),
  z.strictObject({ card: DrawnRendition }),
  z.strictObject({ refused: z.string().max(200) }),
]);
export type RenderMessage = z.infer<typeof RenderMessage>;

/** What a render process is asked; as many bytes follow on its pipe. */
export const RenderTask = z.strictObject({
  task: z.enum(["picture", "card"]),
  lengthBytes: z.int().min(1),
});
export type RenderTask = z.infer<typeof RenderTask>;
