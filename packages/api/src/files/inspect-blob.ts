import { createHash } from "node:crypto";
import type { BlobRef, BlobStore } from "@cloudpix/storage";
import { createFileHead, headBytes, type Sniffed } from "./file-head.ts";

const collect = async (stream: ReadableStream<Uint8Array>, onBytes: (bytes: Uint8Array) => void) => {
  for await (const bytes of stream) onBytes(bytes);
};

/** Reads a whole blob once, in constant memory: its SHA-256 in hex and what its first bytes give away. Null: no such blob. */
export const inspectWhole = async (blobs: BlobStore, blob: BlobRef) => {
  const read = await blobs.read(blob);
  if (read === null) return null;
  const digest = createHash("sha256");
  const head = createFileHead();
  await collect(read.stream, (bytes) => {
    digest.update(bytes);
    head.add(bytes);
  });
  return { sha256: digest.digest("hex"), sniffedType: await head.type(), mayBeText: head.mayBeText() };
};

/** What the first bytes of a blob give away of its type, without reading the rest; nothing where there is no such blob. */
export const sniffType = async (blobs: BlobStore, blob: BlobRef): Promise<Sniffed> => {
  const read = await blobs.read(blob, { start: 0, end: headBytes - 1 });
  const head = createFileHead();
  if (read !== null) await collect(read.stream, head.add);
  return { sniffedType: await head.type(), mayBeText: head.mayBeText() };
};
