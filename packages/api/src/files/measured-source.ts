import { createHash } from "node:crypto";
import { AppError, invalidField, isAppError } from "@cloudpix/domain";
import { createFileHead } from "./file-head.ts";

// What breaks off is the sender's end: it has gone, or its network has. What it said on purpose is told as it is.
const brokenOff = (cause: unknown) =>
  isAppError(cause) ? cause : new AppError("upload.incomplete", { cause });

/**
 * Lets bytes pass and takes their measure: length, SHA-256, first bytes. `admit` is asked before each piece, with the
 * length that the whole has with it, and throws when that is too much. Iterating `bytes` throws that, and when there are
 * none at all, and `upload.incomplete` when the source fails.
 */
export const measuredSource = (
  source: AsyncIterable<Uint8Array>,
  admit: (lengthBytes: number) => Promise<void>,
) => {
  const digest = createHash("sha256");
  const head = createFileHead();
  let lengthBytes = 0;
  const pass = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const bytes of source) {
        lengthBytes += bytes.length;
        await admit(lengthBytes);
        digest.update(bytes);
        head.add(bytes);
        yield bytes;
      }
    } catch (error) {
      throw brokenOff(error);
    }
    if (lengthBytes === 0) throw invalidField("file", "An empty file cannot be uploaded.");
  };
  return {
    bytes: pass(),
    /** To be asked once, when all bytes have passed. */
    measures: async () => ({
      fileSize: lengthBytes,
      sha256: digest.digest("hex"),
      sniffedType: await head.type(),
      mayBeText: head.mayBeText(),
    }),
  };
};
