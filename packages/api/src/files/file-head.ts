import { fileTypeFromBuffer } from "file-type";

/** Enough for every signature file-type knows outside of archives. */
export const headBytes = 4_100;

// A TIFF keeps its directory anywhere, often at its end: the head alone does not convince file-type.
const tiffMarks = ["49492a00", "4d4d002a"];

const typeOf = async (bytes: Buffer): Promise<string | undefined> => {
  const recognised = (await fileTypeFromBuffer(bytes))?.mime;
  return recognised ?? (tiffMarks.includes(bytes.subarray(0, 4).toString("hex")) ? "image/tiff" : undefined);
};

// What the MIME Sniffing standard calls binary (§7.2). Old encodings have none of it, and UTF-16 says that it is.
const isBinary = (byte: number) =>
  byte < 0x09 || byte === 0x0b || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);
const utf16Marks = ["fffe", "feff"];

/** What the first bytes of a file give away of its type. */
export type Sniffed = { sniffedType: string | undefined; mayBeText: boolean };

/**
 * Keeps the first bytes of what passes by; `type` is the content type they give away, if any. `mayBeText`: there is nothing
 * in them that no text has.
 */
export const createFileHead = () => {
  const parts: Uint8Array[] = [];
  let missing = headBytes;
  return {
    add: (bytes: Uint8Array): void => {
      if (missing <= 0) return;
      parts.push(bytes.slice(0, missing));
      missing -= bytes.length;
    },
    type: (): Promise<string | undefined> => typeOf(Buffer.concat(parts)),
    mayBeText: (): boolean => {
      const bytes = Buffer.concat(parts);
      return utf16Marks.includes(bytes.subarray(0, 2).toString("hex")) || !bytes.some(isBinary);
    },
  };
};
