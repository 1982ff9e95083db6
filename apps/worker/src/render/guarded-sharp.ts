import sharp, { type Channels, type FailOnOptions, type Sharp } from "sharp";
import { decodeSeconds, maxPicturePixels } from "./picture-limits.ts";

// Pictures are decoded once and never again: a cache only costs memory. Parallelism comes from the processes.
sharp.cache(false);
sharp.concurrency(1);

// Buffer loaders of the formats we draw and nothing else: no SVG (it can read files), no PDF, no path on any disk.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif", "Heif", "Tiff"].map((name) => `VipsForeignLoad${name}Buffer`),
});

type Options = { failOn?: FailOnOptions; ignoreIcc?: boolean };

/**
 * A decoder for untrusted bytes: upright, first page only, at most 100 megapixels, with a time limit.
 * Importing this file closes every other loader for the whole process.
 */
export const openPicture = (
  bytes: Uint8Array,
  { failOn = "error", ignoreIcc = false }: Options = {},
): Sharp =>
  sharp(bytes, { failOn, ignoreIcc, limitInputPixels: maxPicturePixels, pages: 1, autoOrient: true }).timeout(
    {
      seconds: decodeSeconds,
    },
  );

/** Pixels that were decoded already. */
export type Pixels = { data: Buffer; width: number; height: number; channels: Channels };

/** A pipeline over decoded pixels. */
export const fromPixels = ({ data, width, height, channels }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels } });

/** A plane of one colour. */
export const plane = (
  width: number,
  height: number,
  background: { r: number; g: number; b: number },
): Sharp => sharp({ create: { width, height, channels: 3, background } });

/** Ends a pipeline in pixels. */
export const toPixels = async (pipeline: Sharp): Promise<Pixels> => {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
};
