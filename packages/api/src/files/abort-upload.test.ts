import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("an aborted upload leaves no row, no bytes and no taken space, and may be aborted again", async () => {
  const { fileId, uploadUrl } = await ada.files.createUpload({ fileName: "beach.jpg", fileSize: 1_000 });
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  await ada.files.abortUpload({ fileId });
  await ada.files.abortUpload({ fileId });
  expect((await ada.auth.profile()).usedBytes).toBe(0);
  expect(await codeOf(ada.files.completeUpload({ fileId }))).toBe("file.not_found");
  const before = new Date(world.services.now().getTime() + 1);
  expect(await world.services.blobs.list("cloudpix-incoming", { before, limit: 10 })).toEqual([]);
});

test("many aborts of one moment all succeed", async () => {
  const { fileId } = await ada.files.createUpload({ fileName: "beach.jpg", fileSize: 1_000 });
  await Promise.all(Array.from({ length: 8 }, () => ada.files.abortUpload({ fileId })));
  expect((await ada.auth.profile()).usedBytes).toBe(0);
});

test("a completed upload is a file and cannot be aborted away", async () => {
  const { fileId } = await upload(world, ada);
  expect(await codeOf(ada.files.abortUpload({ fileId }))).toBe("upload.completed");
  await expect(ada.files.get({ fileId })).resolves.toMatchObject({ fileId });
});

test("an upload of somebody else is not touched", async () => {
  const { fileId } = await ada.files.createUpload({ fileName: "beach.jpg", fileSize: 1_000 });
  const eve = await world.person("Eve");
  await eve.files.abortUpload({ fileId });
  expect((await ada.auth.profile()).usedBytes).toBe(1_000);
  expect(await world.services.db.files.get(ada.user.userId, fileId)).toMatchObject({ status: "uploading" });
});
