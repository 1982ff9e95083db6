import { maxPictureBytes, maxPicturePixels } from "./picture-limits.ts";

/** Why a picture was not drawn, or not whole: sentences for its owner. They name the remedy's direction, never our insides. */
export const refusals = {
  pixels: `This picture is larger than ${maxPicturePixels / 1_000_000} megapixels.`,
  bytes: `This picture is larger than ${maxPictureBytes / 1024 / 1024} MiB.`,
  time: "Drawing this picture takes too long.",
  kind: "This file is not a picture of a kind that can be drawn.",
  unreadable: "The file is damaged: its picture could not be read.",
  incomplete: "The file is damaged: its picture may be incomplete.",
  missing: "The content of this file could not be found.",
  repeatedly: "Drawing this picture failed several times. Please try again later.",
} as const;

/** The sentence for what the decoder said. Its messages are its only interface; what we do not know is damage. */
export const refusalOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : "";
  if (/pixel limit|exceeds.*(dimension|limit)|too large/i.test(message)) return refusals.pixels;
  if (/timeout/i.test(message)) return refusals.time;
  return refusals.unreadable;
};
