import type { ByteStream } from "./upload/upload-options.ts";
import type { SourceFacts } from "./upload/upload-source.ts";

/** A file that a path leads to. */
export type OpenedPath = SourceFacts & { bytes: AsyncIterable<Uint8Array> };

/** What a stream may know of itself. */
export type StreamFacts = Partial<Pick<SourceFacts, "fileName" | "fileSize">>;

/** Where there are no files to open by a path. @throws TypeError always */
export const openPath = async (_path: string | URL): Promise<OpenedPath> => {
  throw new TypeError("A path can be uploaded in Node only; please give a File, a Blob or its bytes.");
};

/** Where no stream is one of a file. */
export const factsOfStream = async (_stream: ByteStream): Promise<StreamFacts> => ({});
