import { createHash } from "node:crypto";
import type { BlobRef, BlobStore } from "@cloudpix/storage";
import { fileTypeFromBuffer } from "file-type";

/** Enough for every signature file-type knows outside of archives. */
const headBytes = 4_100;

// A TIFF keeps its directory anywhere, often at its end: the head alone does not convince file-type.
const tiffMarks = ["49492a00", "4d4d002a"];

const typeOf = async (bytes: Buffer): Promise<string | undefined> => {
  const recognised = (await fileTypeFromBuffer(bytes))?.mime;
  return recognised ?? (tiffMarks.includes(bytes.subarray(0, 4).toString("hex")) ? "image/tiff" : undefined);
};

const collect = async (stream: ReadableStream<Uint8Array>, onBytes: (bytes: Uint8Array) => void) => {
  for await (const bytes of stream) onBytes(bytes);
};

const head = () => {
  const parts: Uint8Array[] = [];
  let missing = headBytes;
  return {
    add: (bytes: Uint8Array) => {
      if (missing <= 0) return;
      parts.push(bytes.slice(0, missing));
      missing -= bytes.length;
    },
    type: () => typeOf(Buffer.concat(parts)),
  };
};

/** Reads a whole blob once, in constant memory: its SHA-256 in hex and the type its first bytes give away. Null: no such blob. */
export const inspectWhole = async (blobs: BlobStore, blob: BlobRef) => {
  const read = await blobs.read(blob);
  if (read === null) return null;
  const digest = createHash("sha256");
  const first = head();
  await collect(read.stream, (bytes) => {
    digest.update(bytes);
    first.add(bytes);
  });
  return { sha256: digest.digest("hex"), sniffedType: await first.type() };
};

/** The type the first bytes of a blob give away, without reading the rest. */
export const sniffType = async (blobs: BlobStore, blob: BlobRef): Promise<string | undefined> => {
  const read = await blobs.read(blob, { start: 0, end: headBytes - 1 });
  if (read === null) return undefined;
  const first = head();
  await collect(read.stream, first.add);
  return first.type();
};
