import type { BlockBlobClient } from "@azure/storage-blob";
import type { BlobStore } from "../blob-store.ts";
import { sourceChunks } from "../source-chunks.ts";
import { putBlob } from "./put-blob.ts";
import { BLOCK_BYTES, type Block, stageBlocks } from "./stage-blocks.ts";

/** The bytes of `chunks` in full blocks, the last one as it comes; none for no bytes. */
async function* inBlocks(
  chunks: AsyncIterable<Uint8Array>,
  takeBuffer: () => Promise<Buffer>,
): AsyncGenerator<Block> {
  let block: Block | null = null;
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.byteLength; ) {
      block ??= { buffer: await takeBuffer(), sizeBytes: 0 };
      const part = chunk.subarray(offset, offset + BLOCK_BYTES - block.sizeBytes);
      block.buffer.set(part, block.sizeBytes);
      block.sizeBytes += part.byteLength;
      offset += part.byteLength;
      if (block.sizeBytes < BLOCK_BYTES) continue;
      yield block;
      block = null;
    }
  }
  if (block) yield block;
}

/** Writes a blob of unknown length; see `BlobStore.writeStream`. What is smaller than a block takes a single request. */
export const writeStream = async (
  blob: BlockBlobClient,
  source: AsyncIterable<Uint8Array>,
  { contentType, signal }: Parameters<BlobStore["writeStream"]>[2],
): Promise<{ sizeBytes: number }> => {
  const failure = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  const blocks = stageBlocks(blob, stop, (error) => failure.abort(error));
  try {
    let sizeBytes = 0;
    let small: Uint8Array = new Uint8Array();
    for await (const block of inBlocks(sourceChunks(source, stop), blocks.takeBuffer)) {
      sizeBytes += block.sizeBytes;
      if (sizeBytes < BLOCK_BYTES) small = block.buffer.subarray(0, sizeBytes);
      else blocks.send(block);
    }
    if (sizeBytes < BLOCK_BYTES) {
      await putBlob(blob, small, contentType);
      return { sizeBytes };
    }
    await blocks.settled();
    stop.throwIfAborted();
    await blocks.commit(contentType);
    return { sizeBytes };
  } catch (error) {
    // What went wrong first is what is told: the rest is what it stopped.
    failure.abort(error);
    await blocks.settled();
    throw stop.reason;
  }
};
