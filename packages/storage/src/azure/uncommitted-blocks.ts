import type { BlockBlobClient } from "@azure/storage-blob";
import { ReceivedBlock } from "@cloudpix/domain";
import { callStorage, isBlobMissing } from "./call-storage.ts";

/** See `BlobStore.uncommittedBlocks`. A blob that has nothing but uncommitted blocks is there for this question only. */
export const uncommittedBlocks = (blob: BlockBlobClient): Promise<ReceivedBlock[]> =>
  callStorage({
    name: "list blocks",
    run: async (abortSignal) => {
      const { uncommittedBlocks: found = [] } = await blob.getBlockList("uncommitted", { abortSignal });
      return found.map(({ name, size }) => ReceivedBlock.parse({ blockId: name, sizeBytes: size }));
    },
    onRefusal: (refusal) => (isBlobMissing(refusal) ? [] : undefined),
  });
