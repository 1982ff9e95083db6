import type { ByteStream } from "./upload-options.ts";

/** Chunks that are read once, in order. */
export type Reading = {
  chunks: AsyncIterable<Uint8Array>;
  /** Lets go of what is read, also while it gives nothing. Never throws; to be called when it has ended too. */
  close: () => void;
};

/** By its reader: not every browser can walk through a stream. */
const ofStream = (stream: ReadableStream<Uint8Array>) => {
  const reader = stream.getReader();
  const chunks = async function* () {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  };
  return { chunks: chunks(), end: () => reader.cancel() };
};

const ofIterable = (iterable: AsyncIterable<Uint8Array>) => {
  const iterator = iterable[Symbol.asyncIterator]();
  // A stream of Node that fails while nobody reads it would end the program. Whoever reads it then is told.
  if ("on" in iterable && typeof iterable.on === "function") iterable.on("error", () => {});
  const end = async () => {
    // The iterator of such a stream would wait for its next chunk before it ends.
    if ("destroy" in iterable && typeof iterable.destroy === "function") iterable.destroy();
    await iterator.return?.();
  };
  return { chunks: { [Symbol.asyncIterator]: () => iterator }, end };
};

/** Begins to read, and asks for nothing yet. @throws TypeError for a stream that somebody else is reading */
export const openReading = (stream: ByteStream): Reading => {
  const { chunks, end } = stream instanceof ReadableStream ? ofStream(stream) : ofIterable(stream);
  return { chunks, close: () => void end().catch(() => undefined) };
};
