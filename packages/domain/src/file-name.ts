import { z } from "zod";
import { byteLength } from "./byte-length.ts";
import { limits } from "./limits.ts";

// Control characters, code points that are no characters (XML, and so storage's listings, cannot carry them), and the
// bidirectional overrides and isolates that make "exe.jpg" of "gpj.exe".
const invisible = /[\p{Cc}\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u2069\u2028\u2029]/u;

const tooLong = `A file name has at most ${limits.fileNameBytes} bytes.`;

/**
 * A file name kept as sent (NFC, outer white space trimmed): 1–255 bytes, no control or direction-changing
 * characters, no lone surrogates, no path meaning. A label only: nothing on any disk is ever named by it.
 */
export const FileName = z
  .string()
  .max(4 * limits.fileNameBytes, tooLong)
  .refine((name) => name.isWellFormed(), "The file name is not valid text.")
  .transform((name) => name.normalize("NFC").trim())
  .pipe(
    z
      .string()
      .min(1, "Please give the file a name.")
      .refine((name) => byteLength(name) <= limits.fileNameBytes, tooLong)
      .refine((name) => !invisible.test(name), "A file name must not contain control characters.")
      .refine((name) => !/[/\\]/.test(name), "A file name must not contain slashes.")
      .refine((name) => !/^\.+$/.test(name), "A file name must not consist of dots.")
      // For those who count characters: there are never more of them than bytes.
      .meta({ maxLength: limits.fileNameBytes }),
  );
export type FileName = z.infer<typeof FileName>;
