import { createMD5, createSHA256 } from "hash-wasm";
import { blockIdOf, blockListXml } from "./block-list.ts";
import { putToStorage, type Target } from "./put-to-storage.ts";
import { runPool } from "./run-pool.ts";

const blocksAtOnce = 4;

type Sending = {
  target: Target;
  blocks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** The blocks that storage has from an earlier try, with their sizes. */
  received: ReadonlyMap<string, number>;
  onSent: (bytes: number) => void;
  signal: AbortSignal | undefined;
};

type Block = { id: string; bytes: Uint8Array<ArrayBuffer>; md5: string };

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/**
 * Sends the blocks that are not there yet, then the list that makes one blob of all, and answers with the SHA-256 of the
 * whole. A block that is there is still read, for that digest. Repeatable: a block sent twice replaces itself.
 * @throws CloudPixError `storage.refused`, `network.failed`; the signal's reason when aborted
 */
export const sendBlocks = async (sending: Sending): Promise<string> => {
  const { target, blocks, received, onSent, signal } = sending;
  const [sha256, md5] = await Promise.all([createSHA256(), createMD5()]);
  const ids: string[] = [];
  const digested = async function* (): AsyncGenerator<Block> {
    for await (const bytes of blocks) {
      const id = blockIdOf(ids.length);
      ids.push(id);
      sha256.update(bytes);
      yield { id, bytes, md5: toBase64(md5.init().update(bytes).digest("binary")) };
    }
  };
  await runPool(digested(), blocksAtOnce, signal, async ({ id, bytes, md5: digest }, within) => {
    if (received.get(id) !== bytes.length) {
      const query = `&comp=block&blockid=${encodeURIComponent(id)}`;
      await putToStorage(target, { query, body: bytes, md5: digest, signal: within });
    }
    onSent(bytes.length);
  });
  await putToStorage(target, { query: "&comp=blocklist", body: blockListXml(ids), signal });
  return sha256.digest("hex");
};
