import { factsOfStream, openPath } from "#open-path";
import { openReading, type Reading } from "./open-reading.ts";
import type { ByteStream, Uploadable } from "./upload-options.ts";

/** What is known of bytes before they are read. */
export type SourceFacts = {
  fileName: string | undefined;
  fileSize: number | undefined;
  contentType: string | undefined;
};

/** Something to upload, what it knows of itself, and its bytes, of which none has been asked for yet. */
export type UploadSource = SourceFacts & { reading: Reading };

/** The name of a stream that has none. Always the same: what goes on under a `requestId` goes on under its name. */
const unnamed = "upload";

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

const ofStream = async (stream: ByteStream): Promise<UploadSource> => {
  // Before anything is waited for: a stream that fails meanwhile must have somebody who hears it.
  const reading = openReading(stream);
  const { fileName = unnamed, fileSize } = await factsOfStream(stream);
  return { fileName, fileSize, contentType: undefined, reading };
};

/** Looks at what was given. @throws what opening a path throws; TypeError for a stream that somebody else is reading */
export const toUploadSource = async (given: Uploadable): Promise<UploadSource> => {
  if (typeof given === "string" || given instanceof URL) {
    const { bytes, ...facts } = await openPath(given);
    return { ...facts, reading: openReading(bytes) };
  }
  if (given instanceof Blob) {
    return {
      fileName: given instanceof File ? given.name : undefined,
      fileSize: given.size,
      contentType: given.type === "" ? undefined : given.type,
      reading: openReading(ofBlob(given)),
    };
  }
  if (given instanceof ArrayBuffer || given instanceof Uint8Array) {
    const bytes = given instanceof ArrayBuffer ? new Uint8Array(given) : given;
    const nothing = { fileName: undefined, contentType: undefined };
    return { ...nothing, fileSize: bytes.length, reading: openReading(ofBytes(bytes)) };
  }
  return ofStream(given);
};
