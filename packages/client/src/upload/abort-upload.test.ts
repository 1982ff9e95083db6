import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { createCloudPix } from "../create-cloudpix.ts";
import { done, refused, type Step } from "../testing/answer-requests.ts";
import { type UploadWorld, uploadWorld } from "../testing/upload-world.ts";
import type { ByteStream } from "./upload-options.ts";

const bytes = new TextEncoder().encode("0123456789");
const clientOf = ({ url }: UploadWorld) => createCloudPix({ url });

test.each(["createUpload", "block 000001", "list"])(
  "an abort at %s rejects with its reason and gives the space back",
  async (step) => {
    const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using world = await uploadWorld({
      instead: async (current) => {
        if (current !== step) return undefined;
        reached.resolve();
        await gate.promise;
        return undefined;
      },
    });
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const upload = clientOf(world).upload(bytes, { fileName: "a", signal: controller.signal });
    await reached.promise;
    controller.abort(reason);
    gate.resolve();
    await expect(upload).rejects.toBe(reason);
    expect(world.aborted).toHaveLength(1);
    expect(world.steps).not.toContain("completeUpload");
  },
);

test("an abort leaves no timer that would keep the program alive", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const reached = Promise.withResolvers<void>();
  await using world = await uploadWorld({
    instead: (step) => {
      if (step === "createUpload") reached.resolve();
      return undefined;
    },
  });
  const before = timers();
  const controller = new AbortController();
  const upload = clientOf(world).upload(bytes, { fileName: "a", signal: controller.signal });
  await reached.promise;
  controller.abort();
  await expect(upload).rejects.toMatchObject({ name: "AbortError" });
  expect(world.aborted).toHaveLength(1);
  expect(timers()).toBeLessThanOrEqual(before);
});

test("an abort does not wait for a source that gives nothing", async () => {
  await using world = await uploadWorld();
  const controller = new AbortController();
  const silent = new ReadableStream<Uint8Array>();
  const upload = clientOf(world).upload(silent, { fileName: "a", fileSize: 10, signal: controller.signal });
  await expect.poll(() => world.files.size).toBe(1);
  controller.abort();
  await expect(upload).rejects.toMatchObject({ name: "AbortError" });
  expect(world.aborted).toHaveLength(1);
});

/** A source that gives `first` and then nothing, as a web stream and as one of Node; `closed` tells whether it was let go of. */
const idleSources = (first: string): [ByteStream, () => boolean][] => {
  let cancelled = false;
  const web = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(first)),
    cancel: () => {
      cancelled = true;
    },
  });
  const node = new Readable({ read: () => {} });
  node.push(first);
  return [
    [web, () => cancelled],
    [node, () => node.destroyed],
  ];
};

test("an abort lets go of a stream that is idle", async () => {
  for (const [source, isClosed] of idleSources("01")) {
    await using world = await uploadWorld();
    const controller = new AbortController();
    const { signal } = controller;
    const upload = clientOf(world).upload(source, { fileName: "a", fileSize: 10, signal });
    await expect.poll(() => world.files.size).toBe(1);
    controller.abort();
    await expect(upload).rejects.toMatchObject({ name: "AbortError" });
    expect(isClosed()).toBe(true);
  }
});

test("an upload that fails, or has no need of its source, lets go of it", async () => {
  const refusing: [string, Step][] = [
    ["createUpload", refused(413, "quota.exceeded")],
    ["block 000000", { status: 403, body: "" }],
    ["createUpload", done({ fileId: "f", file: { status: "active" } })],
  ];
  for (const [step, answer] of refusing) {
    for (const [source, isClosed] of idleSources("0123")) {
      await using world = await uploadWorld({ instead: (now) => (now === step ? answer : undefined) });
      await clientOf(world)
        .upload(source, { fileName: "a", fileSize: 10 })
        .catch(() => undefined);
      expect(isClosed()).toBe(true);
    }
  }
  for (const [source, isClosed] of idleSources("")) {
    await using world = await uploadWorld();
    const options = { fileName: "a", fileSize: 10, signal: AbortSignal.abort() };
    await expect(clientOf(world).upload(source, options)).rejects.toMatchObject({ name: "AbortError" });
    expect(isClosed()).toBe(true);
  }
});

test("a source whose own ending fails or hangs changes nothing", async () => {
  await using world = await uploadWorld({
    instead: (step) => (step === "createUpload" ? refused(413, "quota.exceeded") : undefined),
  });
  const stuck = { next: () => new Promise<never>(() => {}), return: () => new Promise<never>(() => {}) };
  const sources: ByteStream[] = [
    new ReadableStream<Uint8Array>({ cancel: () => Promise.reject(new Error("no end")) }),
    { [Symbol.asyncIterator]: () => stuck },
  ];
  for (const source of sources) {
    const upload = clientOf(world).upload(source, { fileName: "a", fileSize: 10 });
    await expect(upload).rejects.toMatchObject({ code: "quota.exceeded" });
  }
});

test("an abort that comes when the file is complete is too late: the file is there and is the answer", async () => {
  const controller = new AbortController();
  await using world = await uploadWorld({
    instead: (step) => {
      if (step !== "completeUpload") return undefined;
      controller.abort();
      return "lose the answer";
    },
  });
  const file = await clientOf(world).upload(bytes, { fileName: "a", signal: controller.signal });
  expect(file).toMatchObject({ status: "active" });
  expect(world.aborted).toEqual([]);
});

test("an upload that was aborted before it began sends nothing", async () => {
  await using world = await uploadWorld();
  const upload = clientOf(world).upload(bytes, { fileName: "a", signal: AbortSignal.abort() });
  await expect(upload).rejects.toMatchObject({ name: "AbortError" });
  expect(world.steps).toEqual([]);
});
