import { thumbHashToAverageRGBA } from "thumbhash";

/** The average colour of a picture, drawn until the picture itself is there; undefined without a readable hash. */
export const placeholderColour = (thumbhash: string | undefined): string | undefined => {
  if (thumbhash === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
    // The average is in the first bytes; fewer are no hash.
    if (bytes.length < 5) return undefined;
    const { r, g, b } = thumbHashToAverageRGBA(bytes);
    return [r, g, b].every(Number.isFinite)
      ? `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(" ")})`
      : undefined;
  } catch {
    // Not base64: a tile without its colour is still a tile.
    return undefined;
  }
};
