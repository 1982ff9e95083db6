import { HOUR_MS, toInstant } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const begin = () => ada.files.createUpload({ fileName: "beach.jpg", fileSize: 1_000 });

test("an interrupted upload goes on: what has arrived is told, the rest is sent, and the bytes are the whole", async () => {
  const bytes = jpegBytes(1_000);
  const { storage } = world;
  const { fileId, uploadUrl } = await begin();
  expect(await storage.receiveBlock(uploadUrl, "YQ==", bytes.subarray(0, 600))).toBe(true);
  world.pass(HOUR_MS / 2);
  const resumed = await ada.files.resumeUpload({ fileId });
  expect(resumed.receivedBlocks).toEqual([{ blockId: "YQ==", sizeBytes: 600 }]);
  expect(resumed).toMatchObject({ fileId, file: { fileName: "beach.jpg", status: "uploading" } });
  await storage.receiveBlock(resumed.uploadUrl, "Yg==", bytes.subarray(600));
  await storage.receiveBlockList(resumed.uploadUrl, ["YQ==", "Yg=="]);
  await ada.files.completeUpload({ fileId });
  const { url } = await ada.files.downloadUrl({ fileId });
  expect(Buffer.from((await storage.fetchUrl(url)).bytes).equals(bytes)).toBe(true);
});

test("an upload whose completion was never heard of goes on with all of its blocks there: none is sent again", async () => {
  const bytes = jpegBytes(1_000);
  const { storage } = world;
  const { fileId, uploadUrl } = await begin();
  await storage.receiveBlock(uploadUrl, "YQ==", bytes.subarray(0, 600));
  await storage.receiveBlock(uploadUrl, "Yg==", bytes.subarray(600));
  await storage.receiveBlockList(uploadUrl, ["YQ==", "Yg=="]);
  const resumed = await ada.files.resumeUpload({ fileId });
  expect(resumed.receivedBlocks).toEqual([
    { blockId: "YQ==", sizeBytes: 600 },
    { blockId: "Yg==", sizeBytes: 400 },
  ]);
  expect(await storage.receiveBlockList(resumed.uploadUrl, ["YQ==", "Yg=="])).toBe(true);
  expect(await ada.files.completeUpload({ fileId })).toMatchObject({ status: "active", fileSize: 1_000 });
});

test("a resumed upload gets a URL for another day and is not abandoned before its end", async () => {
  const { fileId } = await begin();
  world.pass(HOUR_MS / 2);
  const { expiresAt } = await ada.files.resumeUpload({ fileId });
  const now = world.services.now();
  expect(Date.parse(expiresAt) - now.getTime()).toBe(24 * HOUR_MS);
  const before = await world.services.db.files.listByStatusBefore("uploading", toInstant(now), 10);
  expect(before).toEqual([]);
});

test("resuming takes no space and may be repeated; nothing has arrived yet", async () => {
  const { fileId } = await begin();
  const calls = await Promise.all(Array.from({ length: 4 }, () => ada.files.resumeUpload({ fileId })));
  for (const { receivedBlocks } of calls) expect(receivedBlocks).toEqual([]);
  expect((await ada.auth.profile()).usedBytes).toBe(1_000);
});

test("a completed upload says so; one that is aborted, in the trash or unknown is not found", async () => {
  const { fileId } = await upload(world, ada);
  expect(await codeOf(ada.files.resumeUpload({ fileId }))).toBe("upload.completed");
  await ada.files.delete({ fileId });
  expect(await codeOf(ada.files.resumeUpload({ fileId }))).toBe("file.not_found");
  const aborted = await begin();
  await ada.files.abortUpload({ fileId: aborted.fileId });
  for (const gone of [aborted.fileId, crypto.randomUUID()])
    expect(await codeOf(ada.files.resumeUpload({ fileId: gone }))).toBe("file.not_found");
});

test("an upload of somebody else does not exist", async () => {
  const { fileId } = await begin();
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.resumeUpload({ fileId }))).toBe("file.not_found");
});
