import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether the header carries the operator's token; takes the same time wherever a guess goes wrong. No token: nobody's does. */
export const showsOperatorToken = (authorization: string | null, token: string | undefined): boolean => {
  const shown = /^bearer +(\S+)$/i.exec(authorization?.trim() ?? "")?.[1];
  if (shown === undefined || token === undefined) return false;
  return timingSafeEqual(digest(shown), digest(token));
};
