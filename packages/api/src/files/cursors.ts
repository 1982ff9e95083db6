import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError, FileId } from "@cloudpix/domain";
import { deriveKey } from "../derive-key.ts";

/** Page positions that callers hold: opaque, valid for one user only, and refused when changed by one bit. */
export type Cursors = {
  seal(userId: string, position: FileId): string;
  /** @throws AppError `input.invalid` */
  open(userId: string, cursor: string): FileId;
};

const macBytes = 16;

export const createCursors = (secret: string): Cursors => {
  const key = deriveKey(secret, "cursor");
  const seal = (userId: string, position: string) => {
    const mac = createHmac("sha256", key).update(`${userId}\n${position}`).digest().subarray(0, macBytes);
    return Buffer.concat([mac, Buffer.from(position)]).toString("base64url");
  };
  return {
    seal,
    open: (userId, cursor) => {
      const position = FileId.safeParse(Buffer.from(cursor, "base64url").subarray(macBytes).toString());
      const given = Buffer.from(cursor);
      const genuine = Buffer.from(position.success ? seal(userId, position.data) : "");
      // Compared as text: base64 has several spellings of the same bytes, and only ours is a cursor.
      const valid = given.length === genuine.length && timingSafeEqual(given, genuine);
      if (!position.success || !valid)
        throw new AppError("input.invalid", { message: "This cursor is not valid." });
      return position.data;
    },
  };
};
