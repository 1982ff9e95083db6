import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { invalidField } from "@cloudpix/domain";
import { deriveKey } from "../derive-key.ts";

/**
 * Page positions that callers hold: unreadable, valid for one user in one list (`scope`: what is listed and in which
 * order), and refused when changed by one bit. A position of 330 bytes makes a cursor of less than 512 characters.
 */
export type Cursors = {
  seal(scope: string, userId: string, position: string): string;
  /** The position as it was sealed. @throws AppError `input.invalid` */
  open(scope: string, userId: string, cursor: string): string;
};

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

const boundTo = (scope: string, userId: string) => Buffer.from(`${scope}\n${userId}`);

const notValid = (cause?: unknown) => invalidField("cursor", "This cursor is not valid.", cause);

export const createCursors = (secret: string): Cursors => {
  const key = deriveKey(secret, "cursor");
  return {
    seal: (scope, userId, position) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
      cipher.setAAD(boundTo(scope, userId));
      const sealed = Buffer.concat([cipher.update(position, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open: (scope, userId, cursor) => {
      const bytes = Buffer.from(cursor, "base64url");
      // base64 has several spellings of the same bytes, and only ours is a cursor.
      if (bytes.toString("base64url") !== cursor || bytes.length < ivBytes + tagBytes) throw notValid();
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(boundTo(scope, userId));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        const opened = [decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()];
        return Buffer.concat(opened).toString();
      } catch (cause) {
        throw notValid(cause);
      }
    },
  };
};
