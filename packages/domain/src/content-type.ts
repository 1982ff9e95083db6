import { z } from "zod";

/** What a file is to a person: decides its icon, its viewer and its filter. */
export const FileKind = z.enum(["image", "video", "audio", "document", "other"]);
export type FileKind = z.infer<typeof FileKind>;

const documents = [
  "application/pdf",
  "application/rtf",
  "application/epub+zip",
  "application/msword",
  "application/vnd.",
  "application/json",
  "text/",
];

/** The types whose pixels the worker can draw (media.md's loader list). */
export const renderableTypes: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/apng",
  "image/webp",
  "image/gif",
  "image/avif",
  "image/tiff",
]);

/** The types a browser shows without running anything in them; all others are only ever downloaded. */
export const inlineTypes: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/apng",
  "image/webp",
  "image/gif",
  "image/avif",
  "video/mp4",
  "video/webm",
  "video/quicktime",
  "audio/mpeg",
  "audio/mp4",
  "audio/x-m4a",
  "audio/ogg",
  "audio/opus",
  "audio/wav",
  "audio/flac",
  "audio/x-flac",
]);

// SVG is text that can run scripts; for people it is a drawing, for us an inert document.
const neverPictures = new Set(["image/svg+xml"]);

/** The kind of a file of this (true, not declared) content type. */
export const kindOf = (contentType: string): FileKind => {
  const family = contentType.split("/", 1)[0];
  if (neverPictures.has(contentType)) return "document";
  if (family === "image" || family === "video" || family === "audio") return family;
  return documents.some((prefix) => contentType.startsWith(prefix)) ? "document" : "other";
};

export const unknownType = "application/octet-stream";

/** A content type as declared by an uploader: `type/subtype` in lower case, parameters dropped. A label, never believed. */
export const DeclaredType = z
  .string()
  .max(255)
  .transform((text) => (text.split(";", 1)[0] ?? "").trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/));

/**
 * The type a file is kept under: what its bytes say; where they say nothing, the declared label,
 * unless the label claims a family whose real members are always recognised by their bytes.
 */
export const settleContentType = (sniffed: string | undefined, declared: string | undefined): string => {
  if (sniffed !== undefined) return sniffed;
  if (declared === undefined) return unknownType;
  const claimsRecognisable = /^(image|video|audio|font)\//.test(declared) && !neverPictures.has(declared);
  return claimsRecognisable || declared === "application/pdf" || declared === "application/zip"
    ? unknownType
    : declared;
};
