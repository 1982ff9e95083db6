import { limits } from "@cloudpix/domain";
import { CloudPixError } from "../cloudpix-error.ts";
import { assertBytes } from "./assert-bytes.ts";

/** As much as a form takes in one request. */
const bytesMax = limits.uploadFormMaxBytes;

/** What has been read, to be read once more. */
export type Whole = { fileSize: number; chunks: AsyncIterable<Uint8Array> };

/**
 * Reads chunks of a length that nobody knows to their end, into memory.
 * @throws CloudPixError `source.too_long` beyond 100 MiB; TypeError for chunks of no bytes
 */
export const readWhole = async (chunks: AsyncIterable<Uint8Array>): Promise<Whole> => {
  const held: Uint8Array[] = [];
  let fileSize = 0;
  for await (const chunk of chunks) {
    assertBytes(chunk);
    fileSize += chunk.length;
    if (fileSize > bytesMax) throw new CloudPixError("source.too_long");
    // A copy: whoever gave it may fill it anew.
    held.push(new Uint8Array(chunk));
  }
  const again = async function* () {
    yield* held;
  };
  return { fileSize, chunks: again() };
};
