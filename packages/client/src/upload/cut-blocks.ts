import { CloudPixError } from "../cloudpix-error.ts";
import { assertBytes } from "./assert-bytes.ts";

/**
 * Cuts chunks of any size into blocks of exactly `blockBytes`, the last one shorter. One block is held at a time.
 * @throws CloudPixError `source.length_wrong` when they are not `totalBytes` together; TypeError for chunks of no bytes
 */
export async function* cutBlocks(
  chunks: AsyncIterable<Uint8Array>,
  blockBytes: number,
  totalBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let taken = 0;
  let filled = 0;
  let block = new Uint8Array(Math.min(blockBytes, totalBytes));
  for await (const chunk of chunks) {
    assertBytes(chunk);
    if (taken + chunk.length > totalBytes) throw new CloudPixError("source.length_wrong");
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + block.length - filled);
      block.set(piece, filled);
      at += piece.length;
      filled += piece.length;
      taken += piece.length;
      if (filled < block.length) continue;
      yield block;
      block = new Uint8Array(Math.min(blockBytes, totalBytes - taken));
      filled = 0;
    }
  }
  if (taken < totalBytes) throw new CloudPixError("source.length_wrong");
}
