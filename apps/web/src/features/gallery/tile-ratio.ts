import type { FileView } from "@cloudpix/domain";
import { renditionOf } from "../files/rendition-of.ts";

/** What a tile without a picture looks like beside pictures: a square card, wider in the low rows of a phone. */
export const cardRatios = { wide: 1, phone: 1.4 } as const;

/** True for files that will not have a picture: they show as a card. */
export const isCard = ({ thumbnail }: FileView): boolean =>
  thumbnail.renditions.length === 0 && thumbnail.state !== "pending";

/** Width by height of a file's tile. Panoramas and long screenshots are cut to what a row can show. */
export const tileRatio = (
  { thumbnail, width, height }: FileView,
  cardRatio: number = cardRatios.wide,
): number => {
  const picture = renditionOf(thumbnail, "thumb", "medium", "preview");
  if (picture !== undefined) return Math.min(3, Math.max(0.5, picture.width / picture.height));
  if (thumbnail.state === "pending" && width !== undefined && height !== undefined)
    return Math.min(3, Math.max(0.5, width / height));
  return cardRatio;
};
