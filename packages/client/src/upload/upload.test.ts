import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { isCloudPixError } from "../cloudpix-error.ts";
import { createCloudPix } from "../create-cloudpix.ts";
import type { Step } from "../testing/answer-requests.ts";
import { type UploadWorld, uploadWorld } from "../testing/upload-world.ts";
import type { UploadProgress } from "./upload-options.ts";

const text = "0123456789";
const bytes = new TextEncoder().encode(text);
const clientOf = ({ url }: UploadWorld, retries = 4) => createCloudPix({ url, retries });
const stored = ({ blobs }: UploadWorld) => [...blobs.values()].map(String);
const blocksOf = ({ steps }: UploadWorld) => steps.filter((step) => step.startsWith("block")).sort();
const once = (step: string, other: Step | "lose the answer") => (current: string, count: number) =>
  current === step && count === 0 ? other : undefined;

async function* inPieces(...pieces: string[]) {
  for (const piece of pieces) yield new TextEncoder().encode(piece);
}

test("whatever the bytes come from, storage has them byte for byte under their name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-upload-"));
  const path = join(folder, "café.txt");
  await writeFile(path, text);
  await using world = await uploadWorld();
  const { upload } = clientOf(world);
  const named = { fileName: "b" };
  const streamed = { ...named, fileSize: bytes.length };
  await upload(new File([text], "a.txt", { type: "text/plain" }));
  await upload(path);
  await upload(pathToFileURL(path));
  await upload(new Blob([text]), named);
  await upload(bytes, named);
  await upload(Buffer.from(`--${text}--`).subarray(2, 12), named);
  await upload(bytes.slice().buffer, named);
  await upload(new Blob([text]).stream(), streamed);
  await upload(inPieces("01", "", "23456", "789"), streamed);
  await upload(Readable.from([Buffer.from("012"), Buffer.from("3456789")]), streamed);
  expect(stored(world)).toEqual(Array.from({ length: 10 }, () => text));
  const files = [...world.files.values()];
  expect(files.slice(0, 3).map(({ fileName }) => fileName)).toEqual(["a.txt", "café.txt", "café.txt"]);
  expect(files[0]?.contentType).toBe("text/plain");
  await rm(folder, { recursive: true });
});

test("progress begins at nothing, only grows, and ends with the whole", async () => {
  await using world = await uploadWorld();
  const told: UploadProgress[] = [];
  await clientOf(world).upload(bytes, { fileName: "a", onProgress: (progress) => told.push(progress) });
  expect(told[0]).toEqual({ sentBytes: 0, totalBytes: 10 });
  expect(told.at(-1)).toEqual({ sentBytes: 10, totalBytes: 10 });
  const sent = told.map(({ sentBytes }) => sentBytes);
  expect(sent).toEqual(sent.toSorted((a, b) => a - b));
});

test("four blocks are on their way at once, never five", async () => {
  let [now, most] = [0, 0];
  const gate = Promise.withResolvers<void>();
  await using world = await uploadWorld({
    blockBytes: 1,
    instead: async (step) => {
      if (!step.startsWith("block")) return undefined;
      now += 1;
      most = Math.max(most, now);
      if (now === 4) gate.resolve();
      await gate.promise;
      now -= 1;
      return undefined;
    },
  });
  await clientOf(world).upload(bytes, { fileName: "a" });
  expect(most).toBe(4);
  expect(stored(world)).toEqual([text]);
});

test.each<[string, Step]>([
  ["busy storage", { status: 503, body: "" }],
  ["bytes damaged on their way", { status: 400, body: "Md5Mismatch" }],
  ["a lost connection", "lose the connection"],
])("after %s only that block is sent again", async (_, failure) => {
  await using world = await uploadWorld({ instead: once("block 000001", failure) });
  await clientOf(world).upload(bytes, { fileName: "a" });
  expect(blocksOf(world)).toEqual(["block 000000", "block 000001", "block 000001", "block 000002"]);
  expect(stored(world)).toEqual([text]);
});

test.each(["createUpload", "list", "completeUpload"])(
  "a lost answer to %s is asked for again, and there is one file",
  async (step) => {
    await using world = await uploadWorld({ instead: once(step, "lose the answer") });
    expect(await clientOf(world).upload(bytes, { fileName: "a" })).toMatchObject({ status: "active" });
    expect(world.steps.filter((one) => one === step)).toHaveLength(2);
    expect(world.files.size).toBe(1);
  },
);

test("storage that refuses for good is told with its status, and the space is given back", async () => {
  await using world = await uploadWorld({
    instead: (step) => (step.startsWith("block") ? { status: 403, body: "" } : undefined),
  });
  const failure = await clientOf(world)
    .upload(bytes, { fileName: "a" })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "storage.refused", status: 403 });
  expect(world.aborted).toHaveLength(1);
  expect(world.files.size).toBe(0);
});

test("a stream that is shorter or longer than announced is refused and leaves nothing behind", async () => {
  for (const fileSize of [9, 11]) {
    await using world = await uploadWorld();
    const failure = await clientOf(world)
      .upload(inPieces(text), { fileName: "a", fileSize })
      .catch((error: unknown) => isCloudPixError(error, "source.length_wrong"));
    expect(failure).toBe(true);
    expect(world.aborted).toHaveLength(1);
    expect(world.steps).not.toContain("completeUpload");
  }
});

test("what reading the source throws is what the upload throws", async () => {
  await using world = await uploadWorld();
  const broken = new Error("the disk is gone");
  const source = async function* () {
    yield bytes.subarray(0, 5);
    throw broken;
  };
  await expect(clientOf(world).upload(source(), { fileName: "a", fileSize: 10 })).rejects.toBe(broken);
  await expect(clientOf(world).upload("/no/such/file")).rejects.toMatchObject({ code: "ENOENT" });
  await expect(clientOf(world).upload(tmpdir())).rejects.toThrow(/is no file/);
  expect(world.files.size).toBe(0);
});

test("bytes nobody named are refused before anything is sent", async () => {
  await using world = await uploadWorld();
  const { upload } = clientOf(world);
  // As a program in JavaScript could call it.
  const untyped = (...args: unknown[]): Promise<unknown> => Reflect.apply(upload, undefined, args);
  await expect(untyped(bytes)).rejects.toThrow(/name the file/);
  expect(world.steps).toEqual([]);
});
