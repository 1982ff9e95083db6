import type { FileView } from "@cloudpix/domain";
import { renditionOf } from "../files/rendition-of.ts";

/** What a tile without a picture looks like: a card a little wider than high. */
const cardRatio = 1.25;

/** Width by height of a file's tile. Panoramas and long screenshots are cut to what a row can show. */
export const tileRatio = ({ thumbnail, width, height }: FileView): number => {
  const picture = renditionOf(thumbnail, "thumb", "medium", "preview");
  if (picture !== undefined) return Math.min(3, Math.max(0.5, picture.width / picture.height));
  if (thumbnail.state === "pending" && width !== undefined && height !== undefined)
    return Math.min(3, Math.max(0.5, width / height));
  return cardRatio;
};
