import { type FileView, inlineTypes } from "@cloudpix/domain";
import { renditionOf } from "../files/rendition-of.ts";

type Picture = { url: string; width?: number | undefined; height?: number | undefined };

/**
 * What the viewer shows of an image: its largest picture, or, while there is none, the original where a browser can
 * draw it. Undefined for everything else: that gets a player or a card.
 */
export const pictureOf = (file: FileView): Picture | undefined => {
  if (file.kind !== "image") return undefined;
  const picture = renditionOf(file.thumbnail, "preview", "medium", "thumb");
  if (picture !== undefined) return picture;
  return file.blobUrl !== null && inlineTypes.has(file.contentType)
    ? { url: file.blobUrl, width: file.width, height: file.height }
    : undefined;
};
