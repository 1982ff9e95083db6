import { z } from "zod";

const notAnId = "Please give an id such as 01990a5e-0000-7000-8000-000000000000.";
const uuid = z.uuid(notAnId).transform((id) => id.toLowerCase());

/** Names a user. A UUIDv7 made by the server before the database is called, so that a create can be repeated. */
export const UserId = uuid;
export type UserId = z.infer<typeof UserId>;

/** Names a file. UUIDv7: ids sort by time of creation, so newest-first is a keyset on the id alone. */
export const FileId = uuid;
export type FileId = z.infer<typeof FileId>;

/** Names a share link and is its only secret: at least 128 random bits in base64url. A UUID would not do. */
export const LinkId = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/, "This is no id of a link.");
export type LinkId = z.infer<typeof LinkId>;

/** A key chosen by the caller: repeating a create under the same key returns the first result. */
export const RequestId = uuid;
export type RequestId = z.infer<typeof RequestId>;

/**
 * The caller's key for an upload: a UUIDv7, because its time becomes the file's place among the others
 * (docs/decisions, "where uploads go").
 */
export const UploadRequestId = z
  .uuidv7("Please give a UUID of version 7.")
  .transform((id) => id.toLowerCase());
export type UploadRequestId = z.infer<typeof UploadRequestId>;

/** The moment a UUIDv7 was made at. */
export const uuidV7Date = (id: string): Date =>
  new Date(Number.parseInt(id.slice(0, 13).replace("-", ""), 16));

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Bytes in base64url without padding. */
export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/**
 * A new UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then 74 random bits.
 * Ids of different milliseconds sort by time; within one millisecond their order is random.
 */
export const newUuidV7 = (now: Date): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now.getTime() / 2 ** 32));
  view.setUint32(2, now.getTime() % 2 ** 32);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const text = hex(bytes);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    "-",
  );
};

/** A new share link id: 128 random bits. */
export const newLinkId = (): LinkId => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
