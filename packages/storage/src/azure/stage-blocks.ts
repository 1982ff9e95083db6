import { createHash, randomUUID } from "node:crypto";
import type { BlockBlobClient } from "@azure/storage-blob";
import { unavailable } from "@cloudpix/domain";
import { callStorage } from "./call-storage.ts";
import { transferMs } from "./put-blob.ts";

/** Small, because each write holds some of them; 50,000, the most a blob has, make 97 GiB. */
export const BLOCK_BYTES = 2 * 1024 ** 2;

/** Blocks of one write in memory: one on its way while the other is filled. More were no faster, and each costs memory. */
const BLOCKS_AT_ONCE = 2;

/** A buffer of {@link BLOCK_BYTES} and how much of it, from its start, is in use. */
export type Block = { buffer: Buffer; sizeBytes: number };

/**
 * The blocks of one write on their way to storage, each with the MD5 that storage checks. `stop` ends what is under way;
 * `fail` hears of a block that did not arrive.
 */
export const stageBlocks = (blob: BlockBlobClient, stop: AbortSignal, fail: (error: unknown) => void) => {
  const underWay = new Set<Promise<void>>();
  const spare: Buffer[] = [];
  const ids: string[] = [];
  // All of one length, as storage asks for, and of this write only: another writer of the name cannot mix with it.
  const writeId = randomUUID();
  const nextId = () => Buffer.from(`${writeId}-${String(ids.length).padStart(6, "0")}`).toString("base64");

  const stage = (id: string, bytes: Buffer) => {
    const transactionalContentMD5 = createHash("md5").update(bytes).digest();
    return callStorage({
      name: "stage block",
      extraMs: transferMs(bytes.byteLength),
      run: (giveUp) =>
        blob.stageBlock(id, bytes, bytes.byteLength, {
          abortSignal: AbortSignal.any([giveUp, stop]),
          transactionalContentMD5,
        }),
    });
  };

  return {
    /** A buffer to fill, as soon as there is one: this wait is what slows the source down. @throws the reason of `stop` */
    takeBuffer: async (): Promise<Buffer> => {
      if (underWay.size >= BLOCKS_AT_ONCE) await Promise.race(underWay);
      stop.throwIfAborted();
      return spare.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
    },

    /** Sends a block on its way. Its buffer is given out again once it has arrived. */
    send: ({ buffer, sizeBytes }: Block): void => {
      const id = nextId();
      ids.push(id);
      const staged: Promise<void> = stage(id, buffer.subarray(0, sizeBytes))
        // A try that was given up may still hold the buffer; were it to send what comes next, the MD5 would not fit.
        .then(() => void spare.push(buffer), fail)
        .finally(() => underWay.delete(staged));
      underWay.add(staged);
    },

    /** Resolves when nothing is under way any more, arrived or failed. */
    settled: async (): Promise<void> => {
      await Promise.all(underWay);
    },

    /** Makes all that was sent the blob. @throws AppError `dependency.unavailable` when another write dropped the blocks */
    commit: async (contentType: string): Promise<void> => {
      await callStorage({
        name: "commit blocks",
        // Storage finds committed blocks too, so that a commit whose answer was lost can be repeated.
        run: (abortSignal) =>
          blob.commitBlockList(ids, { abortSignal, blobHTTPHeaders: { blobContentType: contentType } }),
        onRefusal: ({ code }) => {
          if (code !== "InvalidBlockList") return undefined;
          throw unavailable(new Error("commit blocks: another write of this blob ended in between"));
        },
      });
    },
  };
};
