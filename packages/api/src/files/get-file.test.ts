import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("an upload that is not completed cannot be read", async () => {
  const { fileId } = await ada.files.createUpload({ fileName: "a.jpg", fileSize: 5 });
  expect(await codeOf(ada.files.get({ fileId }))).toBe("file.not_found");
});

test("a file of somebody else does not exist", async () => {
  const { fileId } = await upload(world, ada);
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.get({ fileId }))).toBe("file.not_found");
  await expect(ada.files.get({ fileId })).resolves.toMatchObject({ fileId });
});

test("nobody without a session reaches a file", async () => {
  const { fileId } = await upload(world, ada);
  const refused = [
    world.stranger.files.get({ fileId }),
    world.stranger.files.list({}),
    world.stranger.files.createUpload({ fileName: "a", fileSize: 1 }),
    world.stranger.shares.create({ fileId }),
  ].map(codeOf);
  expect(new Set(await Promise.all(refused))).toEqual(new Set(["auth.required"]));
});
