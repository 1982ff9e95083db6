import type { DrawnRendition, RenderAnswer } from "./drawn.ts";
import { openPicture, plane, toPixels } from "./guarded-sharp.ts";
import { refusalOf } from "./refusal.ts";

const width = 1200;
const height = 630;

const opaque = (preview: Uint8Array) =>
  openPicture(preview).flatten({ background: "white" }).toColourspace("srgb");

const averageColour = async (preview: Uint8Array) => {
  const { data } = await toPixels(opaque(preview).resize(1, 1, { fit: "fill" }));
  const [r = 255, g = r, b = r] = data;
  return { r, g, b };
};

/**
 * The card for link previews in chats, always 1200 × 630: cropped from the preview. What is smaller than the card is not
 * enlarged but stands in the middle of its own average colour.
 */
export const drawCard = async (preview: Uint8Array): Promise<RenderAnswer<DrawnRendition>> => {
  try {
    const cropped = await toPixels(
      opaque(preview).resize(width, height, { fit: "cover", withoutEnlargement: true }),
    );
    const { data: input, ...raw } = cropped;
    const bytes = await plane(width, height, await averageColour(preview))
      .composite([{ input, raw, gravity: "centre" }])
      .jpeg({ quality: 80 })
      .toBuffer();
    return { drawn: { name: "og", bytes, contentType: "image/jpeg", width, height } };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
};
