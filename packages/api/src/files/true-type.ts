import { settleContentType, unknownType } from "@cloudpix/domain";
import type { Sniffed } from "./file-head.ts";

/** The type a file is kept under once its first bytes are known (`settleContentType`). Nothing is kept as text that is none. */
export const trueType = ({ sniffedType, mayBeText }: Sniffed, declared: string): string => {
  const settled = settleContentType(sniffedType, declared);
  return settled.startsWith("text/") && !mayBeText ? unknownType : settled;
};
