import type { Metadata } from "sharp";
import type { DrawnRendition } from "./drawn.ts";
import { openPicture } from "./guarded-sharp.ts";

const previewBox = 1440;
const smallProfileBytes = 4 * 1024;

/** The largest rendition, and whether its pixels still are in the original's own colour space. */
export type Preview = { rendition: DrawnRendition; keepsProfile: boolean };

// Converting a phone's Display-P3 pixels at this size would cost more than everything else together, and every browser
// manages colour: so an RGB picture keeps its profile if it is small. CMYK, grey, Lab and 16 bit are converted.
const mayKeepProfile = ({ space, icc }: Metadata) =>
  space === "srgb" && icc !== undefined && icc.length <= smallProfileBytes;

/** Decodes the original, the only time that happens, with shrink-on-load straight to 1440 pixels. Metadata is dropped. */
export const drawPreview = async (
  bytes: Uint8Array,
  facts: Metadata,
  failOn: "error" | "none",
): Promise<Preview> => {
  const keepsProfile = mayKeepProfile(facts);
  const resized = openPicture(bytes, { failOn, ignoreIcc: keepsProfile }).resize(previewBox, previewBox, {
    fit: "inside",
    withoutEnlargement: true,
  });
  const coloured = keepsProfile ? resized.keepIccProfile() : resized;
  const encoded = facts.hasAlpha ? coloured.webp({ quality: 80, effort: 2 }) : coloured.jpeg({ quality: 80 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  const contentType = facts.hasAlpha ? "image/webp" : "image/jpeg";
  return {
    rendition: { name: "preview", bytes: data, contentType, width: info.width, height: info.height },
    keepsProfile,
  };
};
