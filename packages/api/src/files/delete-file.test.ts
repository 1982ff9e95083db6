import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("a deleted file is gone from the next request on, and its links with it", async () => {
  const { fileId } = await upload(world, ada);
  const { linkId } = await ada.shares.create({ fileId });
  await ada.files.delete({ fileId });
  expect(await codeOf(ada.files.get({ fileId }))).toBe("file.not_found");
  expect(await codeOf(ada.files.downloadUrl({ fileId }))).toBe("file.not_found");
  expect(await codeOf(ada.files.delete({ fileId }))).toBe("file.not_found");
  expect(await codeOf(world.stranger.shares.open({ linkId }))).toBe("share.revoked");
});

test("files in the trash still count against the quota", async () => {
  const { fileId, fileSize } = await upload(world, ada);
  await ada.files.delete({ fileId });
  expect((await ada.auth.profile()).usedBytes).toBe(fileSize);
});

test("of two deletions at once one wins and the other finds nothing", async () => {
  const { fileId } = await upload(world, ada);
  const outcomes = await Promise.allSettled([ada.files.delete({ fileId }), ada.files.delete({ fileId })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("an upload that is not completed cannot be deleted", async () => {
  const { fileId } = await ada.files.createUpload({ fileName: "a.jpg", fileSize: 5 });
  expect(await codeOf(ada.files.delete({ fileId }))).toBe("file.not_found");
});

test("a file of somebody else cannot be deleted", async () => {
  const { fileId } = await upload(world, ada);
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.delete({ fileId }))).toBe("file.not_found");
  await expect(ada.files.get({ fileId })).resolves.toMatchObject({ fileId });
});
