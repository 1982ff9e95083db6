import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { TokenId, UserId } from "@cloudpix/domain";

const prefix = "cpx_";
const idBytes = 16;
const secretBytes = 32;
// 64 bytes in base64url without padding.
const shape = /^cpx_[A-Za-z0-9_-]{86}$/;

/** The secret part as it is remembered. 256 random bits cannot be guessed, so a fast hash does. */
const hashOf = (secret: Uint8Array): string => createHash("sha256").update(secret).digest("hex");

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex");
const uuidOf = (bytes: Buffer) =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** True for a bearer that means to be an access token, well made or not. A session token never begins like this. */
export const looksLikeAccessToken = (text: string): boolean => text.startsWith(prefix);

/**
 * The text of a new access token, shown once, and what is remembered of its secret part. The text names user and token,
 * so that checking it is a read of two known records; its prefix lets people and scanners of sources recognise it.
 */
export const newAccessTokenText = (
  userId: UserId,
  tokenId: TokenId,
): { text: string; secretHash: string } => {
  const secret = randomBytes(secretBytes);
  const bytes = Buffer.concat([bytesOf(userId), bytesOf(tokenId), secret]);
  return { text: `${prefix}${bytes.toString("base64url")}`, secretHash: hashOf(secret) };
};

/** What a given text claims. Nothing of it is proven before its hash matches the remembered one. */
export type GivenAccessToken = { userId: UserId; tokenId: TokenId; secretHash: string };

/** Reads a text that was made by {@link newAccessTokenText}; null for every other, however close. */
export const readAccessTokenText = (text: string): GivenAccessToken | null => {
  if (!shape.test(text)) return null;
  const bytes = Buffer.from(text.slice(prefix.length), "base64url");
  // The last letter has four bits to spare: of the sixteen spellings of one token, one counts.
  if (`${prefix}${bytes.toString("base64url")}` !== text) return null;
  const userId = UserId.safeParse(uuidOf(bytes.subarray(0, idBytes)));
  const tokenId = TokenId.safeParse(uuidOf(bytes.subarray(idBytes, 2 * idBytes)));
  if (!userId.success || !tokenId.success) return null;
  return {
    userId: userId.data,
    tokenId: tokenId.data,
    secretHash: hashOf(bytes.subarray(2 * idBytes)),
  };
};

/** Compares two hashes of secrets in a time that tells nothing of where they differ. */
export const isSameSecretHash = (given: string, remembered: string): boolean => {
  const [one, other] = [Buffer.from(given, "hex"), Buffer.from(remembered, "hex")];
  return one.length === other.length && timingSafeEqual(one, other);
};
