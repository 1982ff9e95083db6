import { type FileView, unknownType } from "@cloudpix/domain";
import { fileExtension } from "./file-extension.ts";
import { isPending } from "./file-pages.ts";

type Seen = Pick<FileView, "fileName" | "contentType" | "status" | "thumbnail">;

const pictureNames = new Set([
  "JPG",
  "JPEG",
  "PNG",
  "GIF",
  "WEBP",
  "AVIF",
  "HEIC",
  "HEIF",
  "TIF",
  "TIFF",
  "BMP",
]);

/** What is wrong with a file's picture, in a sentence for its owner; undefined when all is as it should be. */
export const previewTrouble = ({ fileName, contentType, thumbnail }: Seen): string | undefined => {
  if (thumbnail.reason !== undefined) return thumbnail.reason;
  if (thumbnail.state === "failed") return "This picture cannot be read, so there is no preview.";
  // Its bytes say nothing, whatever its name says.
  const isNamedPicture = pictureNames.has(fileExtension(fileName));
  return thumbnail.state === "none" && contentType === unknownType && isNamedPicture
    ? "This picture cannot be read: the file is damaged, or it is no picture."
    : undefined;
};

/** Why there is no picture to look at, for the place where it would be. */
export const noPreviewWords = (file: Seen): string =>
  isPending(file)
    ? "The preview is being made…"
    : (previewTrouble(file) ?? "There is no preview for this kind of file.");
