import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";
import { toAppError } from "../to-app-error.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("an aborted upload leaves no row, no bytes and no taken space; asked again it is not found", async () => {
  const { fileId, uploadUrl } = await ada.files.createUpload({ fileName: "beach.jpg", fileSize: 1_000 });
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  await ada.files.abortUpload({ fileId });
  expect(await codeOf(ada.files.abortUpload({ fileId }))).toBe("file.not_found");
  expect((await ada.auth.profile()).usedBytes).toBe(0);
  expect(await codeOf(ada.files.completeUpload({ fileId }))).toBe("file.not_found");
  const before = new Date(world.services.now().getTime() + 1);
  expect(await world.services.blobs.list("cloudpix-incoming", { before, limit: 10 })).toEqual([]);
});

test("many aborts of one moment end the upload once; none of them fails otherwise than by finding nothing", async () => {
  const { fileId } = await ada.files.createUpload({ fileName: "beach.jpg", fileSize: 1_000 });
  const aborts = await Promise.allSettled(Array.from({ length: 8 }, () => ada.files.abortUpload({ fileId })));
  const codes = aborts.map((abort) =>
    abort.status === "fulfilled" ? "done" : toAppError(abort.reason).code,
  );
  expect(codes).toContain("done");
  expect(codes.filter((code) => code !== "done" && code !== "file.not_found")).toEqual([]);
  expect((await ada.auth.profile()).usedBytes).toBe(0);
});

test("a completed upload is a file and cannot be aborted away", async () => {
  const { fileId } = await upload(world, ada);
  expect(await codeOf(ada.files.abortUpload({ fileId }))).toBe("upload.completed");
  await expect(ada.files.get({ fileId })).resolves.toMatchObject({ fileId });
});

test("an upload of somebody else does not exist, nor does an unknown one or a file in the trash", async () => {
  const { fileId } = await ada.files.createUpload({ fileName: "beach.jpg", fileSize: 1_000 });
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.abortUpload({ fileId }))).toBe("file.not_found");
  expect(await codeOf(ada.files.abortUpload({ fileId: crypto.randomUUID() }))).toBe("file.not_found");
  const trashed = await upload(world, ada);
  await ada.files.delete({ fileId: trashed.fileId });
  expect(await codeOf(ada.files.abortUpload({ fileId: trashed.fileId }))).toBe("file.not_found");
  expect((await ada.auth.profile()).usedBytes).toBe(1_000 + trashed.fileSize);
  expect(await world.services.db.files.get(ada.user.userId, fileId)).toMatchObject({ status: "uploading" });
});
