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

test("a purged file is gone for good, its links with it, and waits for the worker to remove its bytes", async () => {
  const { linkId } = await ada.shares.create({ fileId });
  await ada.files.purge({ fileId });
  await ada.files.purge({ fileId });
  expect(await codeOf(ada.files.get({ fileId }))).toBe("file.not_found");
  expect(await codeOf(ada.files.restore({ fileId }))).toBe("file.not_found");
  expect(await codeOf(world.stranger.shares.open({ linkId }))).toBe("share.revoked");
  expect(await world.services.db.files.get(ada.user.userId, fileId)).toMatchObject({ status: "purging" });
});

test("a file in the trash can be purged; an upload that is not completed is aborted instead", async () => {
  await ada.files.delete({ fileId });
  await expect(ada.files.purge({ fileId })).resolves.toEqual({ fileId });
  const ticket = await ada.files.createUpload({ fileName: "a.jpg", fileSize: 5 });
  expect(await codeOf(ada.files.purge({ fileId: ticket.fileId }))).toBe("file.not_found");
});

test("a file of somebody else cannot be purged", async () => {
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.purge({ fileId }))).toBe("file.not_found");
  await expect(ada.files.get({ fileId })).resolves.toMatchObject({ fileId });
});
