import type { RevocableCount } from "./count-revocable.ts";

/** The question before all links end: it says how many that are. */
export const allQuestion = ({ count, isMore }: RevocableCount): string => {
  if (isMore) return `Revoke all of your links, more than ${count.toLocaleString("en")}?`;
  return count === 1 ? "Revoke your only link?" : `Revoke all ${count.toLocaleString("en")} links?`;
};
