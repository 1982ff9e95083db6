import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  ({ fileId } = await upload(world, ada));
});
afterEach(() => world.close());

test("a renamed file is listed, downloaded and shared under its new name, trimmed", async () => {
  const { linkId } = await ada.shares.create({ fileId });
  expect(await ada.files.rename({ fileId, fileName: "  café 100%?#.jpg " })).toMatchObject({
    fileName: "café 100%?#.jpg",
    isShared: true,
  });
  expect((await ada.files.list({})).files[0]?.fileName).toBe("café 100%?#.jpg");
  const { url } = await ada.files.downloadUrl({ fileId });
  expect(decodeURIComponent(decodeURIComponent(url))).toContain("café 100%?#.jpg");
  expect((await world.stranger.shares.open({ linkId })).file.fileName).toBe("café 100%?#.jpg");
});

test.each(["", "  ", "a/b.jpg", "a\0.jpg", "x".repeat(256)])("%j is no name", async (fileName) => {
  expect(await codeOf(ada.files.rename({ fileId, fileName }))).toBe("input.invalid");
});

test("a file of somebody else and one in the trash cannot be renamed", async () => {
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.rename({ fileId, fileName: "mine.jpg" }))).toBe("file.not_found");
  await ada.files.delete({ fileId });
  expect(await codeOf(ada.files.rename({ fileId, fileName: "new.jpg" }))).toBe("file.not_found");
});
