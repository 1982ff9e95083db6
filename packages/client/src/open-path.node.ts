import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { UploadSource } from "./upload/upload-source.ts";

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
export const openPath = async (given: string | URL): Promise<UploadSource> => {
  const path = given instanceof URL ? fileURLToPath(given) : given;
  const facts = await stat(path);
  if (!facts.isFile()) throw new Error(`${path} is no file.`);
  return { fileName: basename(path), fileSize: facts.size, contentType: undefined, stream: read(path) };
};
