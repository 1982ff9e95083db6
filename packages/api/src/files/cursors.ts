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
  const mac = (userId: string, position: string) =>
    createHmac("sha256", key).update(`${userId}\n${position}`).digest().subarray(0, macBytes);
  return {
    seal: (userId, position) =>
      Buffer.concat([mac(userId, position), Buffer.from(position)]).toString("base64url"),
    open: (userId, cursor) => {
      const bytes = Buffer.from(cursor, "base64url");
      const position = FileId.safeParse(bytes.subarray(macBytes).toString());
      const given = bytes.subarray(0, macBytes);
      const valid =
        position.success && given.length === macBytes && timingSafeEqual(given, mac(userId, position.data));
      if (!valid) throw new AppError("input.invalid", { message: "This cursor is not valid." });
      return position.data;
    },
  };
};
