import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("usage tells files, trash and uploads under way apart, and counts nobody else's", async () => {
  const nothing = { fileCount: 0, bytes: 0 };
  expect(await ada.files.usage()).toEqual({
    usedBytes: 0,
    quotaBytes: 1_000_000,
    files: nothing,
    trash: nothing,
  });
  await upload(world, ada, { bytes: jpegBytes(300) });
  await upload(world, ada, { bytes: jpegBytes(400) });
  const { fileId } = await upload(world, ada, { bytes: jpegBytes(50) });
  await ada.files.delete({ fileId });
  await ada.files.createUpload({ fileName: "on-its-way.jpg", fileSize: 5 });
  await upload(world, await world.person("Eve"));
  expect(await ada.files.usage()).toEqual({
    usedBytes: 755,
    quotaBytes: 1_000_000,
    files: { fileCount: 2, bytes: 700 },
    trash: { fileCount: 1, bytes: 50 },
  });
});

test("usage takes a session", async () => {
  expect(await codeOf(world.stranger.files.usage())).toBe("auth.required");
});
