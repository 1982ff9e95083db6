import type { Metadata } from "sharp";
import { drawPreview } from "./draw-preview.ts";
import { drawSmall } from "./draw-small.ts";
import type { DrawnPicture, RenderAnswer } from "./drawn.ts";
import { openPicture } from "./guarded-sharp.ts";
import { refusalOf, refusals } from "./refusal.ts";
import { isDrawable } from "./sniff.ts";

const draw = async (bytes: Uint8Array, facts: Metadata, failOn: "error" | "none") => {
  const preview = await drawPreview(bytes, facts, failOn);
  const { renditions, thumbhash } = await drawSmall(preview);
  return {
    width: facts.autoOrient.width,
    height: facts.autoOrient.height,
    renditions: [preview.rendition, ...renditions],
    thumbhash,
  };
};

/**
 * Draws every rendition of a picture whose bytes are trusted in nothing: its type is what its bytes say *and* it must decode.
 * A picture with broken data is drawn as far as it goes and says so in `damage`.
 */
export const drawPicture = async (bytes: Uint8Array): Promise<RenderAnswer<DrawnPicture>> => {
  if (!(await isDrawable(bytes))) return { refused: refusals.kind };
  let facts: Metadata;
  try {
    facts = await openPicture(bytes).metadata();
    return { drawn: { ...(await draw(bytes, facts, "error")), damage: null } };
  } catch (error) {
    const refused = refusalOf(error);
    if (refused !== refusals.unreadable) return { refused };
  }
  try {
    facts = await openPicture(bytes, { failOn: "none" }).metadata();
    return { drawn: { ...(await draw(bytes, facts, "none")), damage: refusals.incomplete } };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
};
