import { createHash } from "node:crypto";
import { newUuidV7, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const begin = (bytes: Uint8Array, fileName = "beach.jpg") =>
  ada.files.createUpload({ fileName, fileSize: bytes.length, contentType: "image/jpeg" });
const usedBytes = async () => (await ada.auth.profile()).usedBytes;
const leftovers = async () => {
  const before = new Date(world.services.now().getTime() + 1);
  const names = await Promise.all(
    (["cloudpix-files", "cloudpix-incoming"] as const).map((container) =>
      world.services.blobs.list(container, { before, limit: 100 }),
    ),
  );
  return names.flat();
};

test("a completed upload is active, has its true type, and asks the worker for a thumbnail", async () => {
  const bytes = jpegBytes();
  const file = await upload(world, ada, { bytes });
  expect(file).toMatchObject({
    status: "active",
    kind: "image",
    contentType: "image/jpeg",
    thumbnail: { state: "pending" },
  });
  const [delivery] = await world.services.queue.receive(1, 1_000);
  expect(delivery?.message).toEqual({ type: "thumbnail", userId: ada.user.userId, fileId: file.fileId });
  expect(await usedBytes()).toBe(bytes.length);
  const record = await world.services.db.files.get(ada.user.userId, file.fileId);
  expect(record?.sha256).toBe(sha256(bytes));
});

test("completing again, also many times at once, answers the same file and asks for one thumbnail", async () => {
  const bytes = jpegBytes();
  const { fileId, uploadUrl } = await begin(bytes);
  await world.storage.receiveUpload(uploadUrl, bytes);
  const calls = Array.from({ length: 8 }, () => ada.files.completeUpload({ fileId, sha256: sha256(bytes) }));
  for (const file of await Promise.all(calls)) expect(file).toMatchObject({ fileId, status: "active" });
  expect(await world.services.queue.receive(32, 1_000)).toHaveLength(1);
});

test("before the bytes are there the upload is told to go on, and stays", async () => {
  const { fileId, uploadUrl } = await begin(jpegBytes());
  expect(await codeOf(ada.files.completeUpload({ fileId }))).toBe("upload.incomplete");
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  await expect(ada.files.completeUpload({ fileId })).resolves.toMatchObject({ status: "active" });
});

test.each([
  ["fewer", 999],
  ["more", 1_001],
])("%s bytes than announced are refused and leave nothing behind", async (_, length) => {
  const { fileId, uploadUrl } = await begin(jpegBytes());
  await world.storage.receiveUpload(uploadUrl, jpegBytes(length));
  expect(await codeOf(ada.files.completeUpload({ fileId }))).toBe("upload.length_wrong");
  expect(await codeOf(ada.files.get({ fileId }))).toBe("file.not_found");
  expect(await usedBytes()).toBe(0);
  expect(await leftovers()).toEqual([]);
});

test("bytes that differ from the announced digest are refused and leave nothing behind", async () => {
  const { fileId, uploadUrl } = await begin(jpegBytes());
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  const wrong = sha256(new Uint8Array([1]));
  expect(await codeOf(ada.files.completeUpload({ fileId, sha256: wrong }))).toBe("upload.digest_wrong");
  expect(await usedBytes()).toBe(0);
  expect(await leftovers()).toEqual([]);
});

test("bytes that could not be removed are never given to a new try under the same id", async () => {
  const { blobs } = world.services;
  const requestId = newUuidV7(world.services.now());
  const announce = (fileSize: number) =>
    ada.files.createUpload({ fileName: "beach.jpg", fileSize, requestId });
  const { fileId, uploadUrl } = await announce(1_000);
  await world.storage.receiveUpload(uploadUrl, jpegBytes(1_000));
  world.services.blobs = {
    ...blobs,
    remove: () => Promise.reject(unavailable(new Error("storage is down"))),
  };
  const wrong = sha256(new Uint8Array([1]));
  expect(await codeOf(ada.files.completeUpload({ fileId, sha256: wrong }))).toBe("dependency.unavailable");
  world.services.blobs = blobs;
  expect(await codeOf(announce(500))).toBe("request.conflict");
  expect(await codeOf(ada.files.completeUpload({ fileId }))).toBe("file.not_found");
  expect(await world.services.db.files.get(ada.user.userId, fileId)).toMatchObject({ status: "purging" });
});

test("a completion and an abort of one moment end as a file with its bytes or as nothing", async () => {
  const { fileId, uploadUrl } = await begin(jpegBytes());
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  await Promise.allSettled([
    ada.files.completeUpload({ fileId }),
    ada.files.abortUpload({ fileId }),
    ada.files.completeUpload({ fileId, sha256: sha256(new Uint8Array([1])) }),
  ]);
  const record = await world.services.db.files.get(ada.user.userId, fileId);
  const bytes =
    record && (await world.services.blobs.facts({ container: "cloudpix-files", name: record.blobName }));
  expect(record === null || (record.status === "active" && bytes?.sizeBytes === 1_000)).toBe(true);
  expect(await leftovers()).toEqual(record === null ? [] : [record.blobName]);
  expect(await usedBytes()).toBe(record === null ? 0 : 1_000);
});

/** Lets `meanwhile` happen while storage copies: it has read the source by then and writes the target afterwards. */
const whileCopying = (meanwhile: () => Promise<unknown>) => {
  const { blobs } = world.services;
  const copy: typeof blobs.copy = async (from, _etag, to) => {
    world.services.blobs = blobs;
    const source = await blobs.read(from);
    const bytes = new Uint8Array(await new Response(source?.stream).arrayBuffer());
    await meanwhile();
    await blobs.write(to, bytes, "application/octet-stream");
    return "copied";
  };
  world.services.blobs = { ...blobs, copy };
};

test.each([
  ["without a digest", {}, "file.not_found"],
  ["with that of its bytes", { sha256: sha256(jpegBytes()) }, "file.not_found"],
  ["with that of other bytes", { sha256: sha256(new Uint8Array([1])) }, "upload.digest_wrong"],
])(
  "an upload that is aborted while it is being copied, %s, leaves nothing behind",
  async (_, digest, code) => {
    const { fileId, uploadUrl } = await begin(jpegBytes());
    await world.storage.receiveUpload(uploadUrl, jpegBytes());
    whileCopying(() => ada.files.abortUpload({ fileId }));
    expect(await codeOf(ada.files.completeUpload({ fileId, ...digest }))).toBe(code);
    expect(await leftovers()).toEqual([]);
    expect(await usedBytes()).toBe(0);
  },
);

test("an upload that is announced anew while the aborted one is being copied gets its own bytes and no others", async () => {
  const requestId = newUuidV7(world.services.now());
  const announce = () => ada.files.createUpload({ fileName: "beach.jpg", fileSize: 1_000, requestId });
  const other = jpegBytes().fill(9, 100);
  const { fileId, uploadUrl } = await announce();
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  whileCopying(async () => {
    await ada.files.abortUpload({ fileId });
    await world.storage.receiveUpload((await announce()).uploadUrl, other);
  });
  expect(await codeOf(ada.files.completeUpload({ fileId }))).toBe("file.not_found");
  // The first URL leads to nothing of the second upload.
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  await ada.files.completeUpload({ fileId });
  const { url } = await ada.files.downloadUrl({ fileId });
  const served = await world.storage.fetchUrl(url);
  expect(Buffer.from(served.bytes ?? []).equals(other)).toBe(true);
  expect(await leftovers()).toHaveLength(2);
});

test("completing again tells the links there are, and refuses a digest of other bytes without harm", async () => {
  const { fileId } = await upload(world, ada);
  await ada.shares.create({ fileId });
  expect(await ada.files.completeUpload({ fileId })).toMatchObject({ isShared: true, shareCount: 1 });
  const other = sha256(new Uint8Array([1]));
  expect(await codeOf(ada.files.completeUpload({ fileId, sha256: other }))).toBe("upload.digest_wrong");
  await expect(ada.files.get({ fileId })).resolves.toMatchObject({ status: "active" });
});

test("what the uploader writes after completion never reaches the file", async () => {
  const bytes = jpegBytes();
  const { fileId, uploadUrl } = await begin(bytes);
  await world.storage.receiveUpload(uploadUrl, bytes);
  await ada.files.completeUpload({ fileId });
  await world.storage.receiveUpload(uploadUrl, new Uint8Array(bytes.length));
  await ada.files.completeUpload({ fileId });
  const record = await world.services.db.files.get(ada.user.userId, fileId);
  const stored = await world.services.blobs.read({
    container: "cloudpix-files",
    name: record?.blobName ?? "",
  });
  expect(Buffer.from(await new Response(stored?.stream).arrayBuffer()).equals(bytes)).toBe(true);
});

test("HTML named .jpg and declared as a picture is an inert file without a preview", async () => {
  const html = new TextEncoder().encode("<html><script>alert(1)</script></html>");
  const file = await upload(world, ada, { bytes: html });
  expect(file).toMatchObject({
    kind: "other",
    contentType: "application/octet-stream",
    thumbnail: { state: "none" },
  });
});

test("without a declared type a text is what its name says, and a picture what its bytes say", async () => {
  const send = async (fileName: string, bytes: Uint8Array, contentType?: string) => {
    const announced = { fileName, fileSize: bytes.length, contentType };
    const { fileId, uploadUrl } = await ada.files.createUpload(announced);
    await world.storage.receiveUpload(uploadUrl, bytes);
    return ada.files.completeUpload({ fileId });
  };
  const text = new TextEncoder().encode("# Notes");
  expect(await send("notes.md", text)).toMatchObject({ contentType: "text/markdown", kind: "document" });
  expect(await send("notes.md", text, "text/x-notes")).toMatchObject({ contentType: "text/x-notes" });
  expect(await send("notes.md", jpegBytes())).toMatchObject({ contentType: "image/jpeg", kind: "image" });
  expect(await send("photo.jpg", text)).toMatchObject({ contentType: "application/octet-stream" });
});

test("a TIFF is a picture although its head alone says little", async () => {
  const bytes = new Uint8Array(9_000);
  bytes.set([0x49, 0x49, 0x2a, 0x00, 0x00, 0x20, 0x00, 0x00]);
  const file = await upload(world, ada, { fileName: "scan.tif", bytes });
  expect(file).toMatchObject({ kind: "image", contentType: "image/tiff", thumbnail: { state: "pending" } });
});

test("somebody else's upload does not exist", async () => {
  const { fileId, uploadUrl } = await begin(jpegBytes());
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.completeUpload({ fileId }))).toBe("file.not_found");
});

test("a queue that does not answer loses no upload", async () => {
  const { queue } = world.services;
  world.services.queue = { ...queue, send: () => Promise.reject(new Error("the queue is down")) };
  await expect(upload(world, ada)).resolves.toMatchObject({
    status: "active",
    thumbnail: { state: "pending" },
  });
});
