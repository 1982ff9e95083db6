import { ReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenedPath, StreamFacts } from "./open-path.ts";
import type { ByteStream } from "./upload/upload-options.ts";

/** Opened when the first chunk is asked for, so that a source nobody reads holds nothing open. */
async function* read(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    yield* file.createReadStream({ autoClose: false, highWaterMark: 1024 ** 2 });
  } finally {
    await file.close();
  }
}

/** A file of this machine. @throws Error of Node, such as `ENOENT`; Error for anything but a plain file */
export const openPath = async (given: string | URL): Promise<OpenedPath> => {
  const path = given instanceof URL ? fileURLToPath(given) : given;
  const facts = await stat(path);
  if (!facts.isFile()) throw new Error(`${path} is no file.`);
  return { fileName: basename(path), fileSize: facts.size, contentType: undefined, bytes: read(path) };
};

/** Whether it will give all of its file. Where a stream begins and ends is in no types, but in its documentation. */
const givesAll = (stream: ReadStream): boolean =>
  stream.bytesRead === 0 &&
  Reflect.get(stream, "start") === undefined &&
  Reflect.get(stream, "end") === Number.POSITIVE_INFINITY;

/** The name of the file a stream reads and, of one that gives all of it, its length; nothing of any other stream. */
export const factsOfStream = async (stream: ByteStream): Promise<StreamFacts> => {
  // One of an open descriptor has no path.
  if (!(stream instanceof ReadStream) || !stream.path) return {};
  const path = String(stream.path);
  const fileName = basename(path);
  if (!givesAll(stream)) return { fileName };
  const facts = await stat(path).catch(() => undefined);
  // Pipes and devices have no length, and what a system makes up as it is read says 0.
  return facts?.isFile() && facts.size > 0 ? { fileName, fileSize: facts.size } : { fileName };
};
