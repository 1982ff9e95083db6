import { promisify } from "node:util";
import { constants, gzip, gzipSync } from "node:zlib";

const zip = promisify(gzip);
/** Below this the headers and the work cost more than the bytes. */
const worthwhileBytes = 2_048;
/** Up to here it takes less than 0.3 ms, and handing it to another thread costs several times the work itself. */
const atOnceBytes = 32_768;
// Most of the gain for a fraction of the time of the default.
const level = constants.Z_BEST_SPEED;

const small = (text: Buffer<ArrayBuffer>) =>
  text.length <= atOnceBytes ? gzipSync(text, { level }) : zip(text, { level });

/** Whether the caller takes gzip: named, and not with a weight of nothing (RFC 9110 §12.5.3). */
export const takesGzip = (acceptEncoding: string | undefined): boolean =>
  (acceptEncoding ?? "").split(",").some((one) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).+)?\s*$/i.test(one));

/** The bytes of a text as they go over the wire, and how they are encoded, for a caller that says what it takes. */
export const compressText = async (
  text: Buffer<ArrayBuffer>,
  acceptEncoding: string | undefined,
): Promise<{ bytes: Buffer<ArrayBuffer>; encoding: "gzip" | undefined }> =>
  text.length >= worthwhileBytes && takesGzip(acceptEncoding)
    ? { bytes: await small(text), encoding: "gzip" }
    : { bytes: text, encoding: undefined };
