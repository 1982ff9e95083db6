import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { createCloudPix } from "../create-cloudpix.ts";
import { type UploadWorld, uploadWorld } from "../testing/upload-world.ts";
import type { ByteStream, UploadProgress } from "./upload-options.ts";

const text = "0123456789";
const MiB = 1024 ** 2;
const clientOf = ({ url }: UploadWorld) => createCloudPix({ url });
const stored = ({ blobs }: UploadWorld) => [...blobs.values()].map(String);

async function* inPieces(...pieces: string[]) {
  for (const piece of pieces) yield new TextEncoder().encode(piece);
}

/** A file of the disk that holds {@link text}. */
const openFile = async () => {
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-stream-"));
  const path = join(folder, "café.txt");
  await writeFile(path, text);
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
};

test("a stream of which nothing is known is uploaded under a name of ours, with progress", async () => {
  await using world = await uploadWorld();
  const sources: ByteStream[] = [
    new Blob([text]).stream(),
    Readable.from([Buffer.from("012"), Buffer.from("3456789")]),
    inPieces("01", "", "23456789"),
  ];
  for (const source of sources) {
    const told: UploadProgress[] = [];
    const options = { onProgress: (now: UploadProgress) => told.push(now), signal: undefined };
    await clientOf(world).upload(source, options);
    expect(told.at(0)).toEqual({ sentBytes: 0, totalBytes: 10 });
    expect(told.at(-1)).toEqual({ sentBytes: 10, totalBytes: 10 });
  }
  expect(stored(world)).toEqual([text, text, text]);
  for (const file of world.files.values())
    expect(file).toMatchObject({ fileName: "upload", fileSize: 10, status: "active" });
});

test("a chunk whose memory its source uses again is sent as it was", async () => {
  await using world = await uploadWorld();
  const source = async function* () {
    const chunk = new Uint8Array(1);
    for (const letter of text) {
      chunk[0] = letter.charCodeAt(0);
      yield chunk;
    }
  };
  await clientOf(world).upload(source());
  expect(stored(world)).toEqual([text]);
});

test("a stream of nobody knows what length is held in memory up to 100 MiB, and one of more is told to say it", async () => {
  await using world = await uploadWorld({ blockBytes: 64 * MiB });
  let given = 0;
  const source = async function* (chunks: number) {
    for (given = 0; given < chunks; given += 1) yield new Uint8Array(MiB);
  };
  const refused = clientOf(world).upload(source(1_000));
  await expect(refused).rejects.toMatchObject({ code: "source.too_long" });
  await expect(refused).rejects.toThrow(/fileSize/);
  expect(given).toBe(100);
  expect(world.steps).toEqual([]);
  expect(await clientOf(world).upload(source(100))).toMatchObject({ fileSize: 100 * MiB });
});

test("a stream of words is refused before anything is sent", async () => {
  await using world = await uploadWorld();
  await expect(clientOf(world).upload(Readable.from(["words"]))).rejects.toThrow(TypeError);
  expect(world.steps).toEqual([]);
});

test("an abort is heard while a stream is read that gives nothing, and lets go of it", async () => {
  await using world = await uploadWorld();
  const source = new Readable({ read: () => {} });
  const controller = new AbortController();
  const upload = clientOf(world).upload(source, { signal: controller.signal });
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(upload).rejects.toBe(reason);
  expect(source.destroyed).toBe(true);
  expect(world.steps).toEqual([]);
});

test("a stream of a file knows its name and length, and is not read before it is announced", async () => {
  await using file = await openFile();
  const source = createReadStream(file.path);
  let readBefore: number | undefined;
  await using world = await uploadWorld({
    instead: (step) => {
      if (step === "createUpload") readBefore = source.bytesRead;
      return undefined;
    },
  });
  await clientOf(world).upload(source);
  expect(readBefore).toBe(0);
  expect([...world.files.values()]).toMatchObject([{ fileName: "café.txt", fileSize: 10 }]);
  expect(stored(world)).toEqual([text]);
});

test("a stream of a part of a file is as long as the part", async () => {
  await using file = await openFile();
  await using world = await uploadWorld();
  const begun = createReadStream(file.path, { highWaterMark: 4 });
  await once(begun, "readable");
  begun.read(2);
  const { upload } = clientOf(world);
  await upload(createReadStream(file.path, { start: 2, end: 5 }));
  await upload(begun);
  await upload(createReadStream(file.path, { start: 8 }), { fileName: "end.txt", fileSize: 2 });
  expect(stored(world)).toEqual(["2345", "23456789", "89"]);
  const names = [...world.files.values()].map(({ fileName }) => fileName);
  expect(names).toEqual(["café.txt", "café.txt", "end.txt"]);
});

test("a stream that fails before it is read fails the upload, not the program", async () => {
  const source = new Readable({ read: () => {} });
  const closed = Promise.withResolvers<void>();
  source.once("close", closed.resolve);
  const broken = new Error("the line is cut");
  await using world = await uploadWorld({
    instead: async (step) => {
      if (step !== "createUpload") return undefined;
      source.destroy(broken);
      await closed.promise;
      return undefined;
    },
  });
  await expect(clientOf(world).upload(source, { fileSize: 10 })).rejects.toBe(broken);
  expect(world.aborted).toHaveLength(1);
});

test("a stream of a file that is not there fails as reading it does", async () => {
  await using world = await uploadWorld();
  const upload = clientOf(world).upload(createReadStream("/no/such/file"));
  await expect(upload).rejects.toMatchObject({ code: "ENOENT" });
  expect(world.steps).toEqual([]);
});
