import { createMD5, createSHA256 } from "hash-wasm";
import type { Digests } from "./hash-messages.ts";
import { planBlocks } from "./plan-blocks.ts";

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** Reads a file once, block by block in constant memory, and makes all digests its upload needs. */
export const digestFile = async (
  file: Blob,
  blockBytes: number,
  onProgress: (bytes: number) => void,
): Promise<Digests> => {
  const [sha256, md5] = await Promise.all([createSHA256(), createMD5()]);
  const blockMd5s: string[] = [];
  for (const { start, end } of planBlocks(file.size, blockBytes)) {
    const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    sha256.update(bytes);
    blockMd5s.push(toBase64(md5.init().update(bytes).digest("binary")));
    onProgress(end);
  }
  return { sha256: sha256.digest("hex"), blockMd5s };
};
