import { rgbaToThumbHash } from "thumbhash";
import type { Preview } from "./draw-preview.ts";
import type { DrawnRendition } from "./drawn.ts";
import { fromPixels, openPicture, type Pixels, toPixels } from "./guarded-sharp.ts";

const mediumBox = 640;
const thumbBox = 320;
const thumbhashBox = 32;

const inside = { fit: "inside", withoutEnlargement: true } as const;

// The decoder converts colours before it resizes. Resizing first and converting 640 pixels afterwards halves the cost.
const mediumPixels = async ({ rendition, keepsProfile }: Preview): Promise<Pixels> => {
  const resized = openPicture(rendition.bytes, { ignoreIcc: keepsProfile }).resize(
    mediumBox,
    mediumBox,
    inside,
  );
  if (!keepsProfile) return toPixels(resized);
  const tagged = await resized.keepIccProfile().tiff({ compression: "none" }).toBuffer();
  return toPixels(openPicture(tagged));
};

const drawWebp = async (name: "medium" | "thumb", pixels: Pixels, box: number): Promise<DrawnRendition> => {
  const { data, info } = await fromPixels(pixels)
    .resize(box, box, inside)
    .webp({ quality: 75, effort: 2 })
    .toBuffer({ resolveWithObject: true });
  return { name, bytes: data, contentType: "image/webp", width: info.width, height: info.height };
};

const thumbhashOf = async (pixels: Pixels): Promise<string> => {
  const { data, width, height } = await toPixels(
    fromPixels(pixels).resize(thumbhashBox, thumbhashBox, inside).toColourspace("srgb").ensureAlpha(),
  );
  return Buffer.from(rgbaToThumbHash(width, height, data)).toString("base64");
};

/** The grid's renditions and the placeholder, in sRGB, from the preview's pixels: the original is not decoded again. */
export const drawSmall = async (
  preview: Preview,
): Promise<{ renditions: DrawnRendition[]; thumbhash: string }> => {
  const pixels = await mediumPixels(preview);
  const medium = await drawWebp("medium", pixels, mediumBox);
  const thumb = await drawWebp("thumb", pixels, thumbBox);
  return { renditions: [medium, thumb], thumbhash: await thumbhashOf(pixels) };
};
