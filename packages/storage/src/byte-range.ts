import type { ByteRange } from "./blob-store.ts";

/** @throws RangeError unless both ends are whole numbers from 0 on and the end is not before the start. */
export const checkRange = ({ start, end }: ByteRange): void => {
  const isOffset = (value: number) => Number.isSafeInteger(value) && value >= 0;
  if (!isOffset(start) || (end !== undefined && (!isOffset(end) || end < start))) {
    throw new RangeError(`No such range: ${start}-${end ?? ""}`);
  }
};

/** @throws RangeError for an empty prefix, which would mean the whole container. */
export const checkFolder = (prefix: string): void => {
  if (prefix === "") throw new RangeError("A folder needs a prefix");
};
