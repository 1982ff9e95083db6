import { openPath } from "#open-path";
import type { ByteStream, Uploadable } from "./upload-options.ts";

/** Something to upload and what it knows of itself. */
export type UploadSource = {
  fileName: string | undefined;
  fileSize: number | undefined;
  contentType: string | undefined;
  stream: ByteStream;
};

const chunkBytes = 1024 ** 2;

async function* ofBytes(bytes: Uint8Array) {
  yield bytes;
}

/** By slices: not every browser can walk through a stream. */
async function* ofBlob(blob: Blob) {
  for (let start = 0; start < blob.size; start += chunkBytes) {
    yield new Uint8Array(await blob.slice(start, start + chunkBytes).arrayBuffer());
  }
}

const nothingKnown = { fileName: undefined, fileSize: undefined, contentType: undefined };

/** Looks at what was given; reads nothing of it yet. */
export const toUploadSource = async (given: Uploadable): Promise<UploadSource> => {
  if (typeof given === "string" || given instanceof URL) return openPath(given);
  if (given instanceof Blob) {
    return {
      fileName: given instanceof File ? given.name : undefined,
      fileSize: given.size,
      contentType: given.type === "" ? undefined : given.type,
      stream: ofBlob(given),
    };
  }
  if (given instanceof ArrayBuffer || given instanceof Uint8Array) {
    const bytes = given instanceof ArrayBuffer ? new Uint8Array(given) : given;
    return { ...nothingKnown, fileSize: bytes.length, stream: ofBytes(bytes) };
  }
  return { ...nothingKnown, stream: given };
};
