import { subtle, type webcrypto } from "node:crypto";
import { deriveKey } from "./derive-key.ts";

/**
 * The key of one purpose for signing and checking tokens. Made ready once: from bytes jose would do so for every token,
 * which doubles what checking one costs.
 */
export const signingKey = (secret: string, purpose: string): Promise<webcrypto.CryptoKey> =>
  subtle.importKey("raw", deriveKey(secret, purpose), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);
