import type { BlockBlobClient } from "@azure/storage-blob";
import { ReceivedBlock } from "@cloudpix/domain";
import { callStorage, isBlobMissing } from "./call-storage.ts";

/** See `BlobStore.receivedBlocks`. A blob that has nothing but uncommitted blocks is there for this question only. */
export const receivedBlocks = (blob: BlockBlobClient): Promise<ReceivedBlock[]> =>
  callStorage({
    name: "list blocks",
    run: async (abortSignal) => {
      const { committedBlocks = [], uncommittedBlocks = [] } = await blob.getBlockList("all", {
        abortSignal,
      });
      // In this order: of two with one id a list takes the uncommitted one.
      const found = new Map([...committedBlocks, ...uncommittedBlocks].map(({ name, size }) => [name, size]));
      return [...found].map(([blockId, sizeBytes]) => ReceivedBlock.parse({ blockId, sizeBytes }));
    },
    onRefusal: (refusal) => (isBlobMissing(refusal) ? [] : undefined),
  });
