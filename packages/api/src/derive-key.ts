import { hkdfSync } from "node:crypto";

/** A 32-byte key for one purpose, so that what one secret signs for one use is worth nothing for another (RFC 5869). */
export const deriveKey = (secret: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", secret, "cloudpix", purpose, 32));
