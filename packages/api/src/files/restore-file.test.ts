import { toInstant } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";
import { toAppError } from "../to-app-error.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("a restored file is there again, and its links stay ended", async () => {
  const { fileId } = await upload(world, ada);
  const { linkId } = await ada.shares.create({ fileId });
  await ada.files.delete({ fileId });
  expect(await ada.files.restore({ fileId })).toMatchObject({ fileId, status: "active", isShared: false });
  expect(await codeOf(world.stranger.shares.open({ linkId }))).toBe("share.revoked");
});

test("a link that had expired before the deletion cannot be given a new end after the restoration", async () => {
  const { fileId } = await upload(world, ada);
  const { linkId } = await ada.shares.create({
    fileId,
    expiresAt: new Date(world.services.now().getTime() + 1_000).toISOString(),
  });
  world.pass(2_000);
  await ada.files.delete({ fileId });
  await ada.files.restore({ fileId });
  expect(await codeOf(ada.shares.update({ linkId, expiresAt: null }))).toBe("share.revoked");
});

test("a link that survived the deletion in a crash does not come back to life", async () => {
  const { fileId } = await upload(world, ada);
  const { linkId } = await ada.shares.create({ fileId });
  const at = toInstant(world.services.now());
  await world.services.db.files.update(ada.user.userId, fileId, { status: "trashed", statusDate: at });
  await ada.files.restore({ fileId });
  expect(await codeOf(world.stranger.shares.open({ linkId }))).toBe("share.revoked");
});

test("a thumbnail that was still awaited is asked for again", async () => {
  const { fileId } = await upload(world, ada);
  await ada.files.delete({ fileId });
  await world.services.queue.receive(1, 60_000);
  await ada.files.restore({ fileId });
  const [delivery] = await world.services.queue.receive(1, 1_000);
  expect(delivery?.message).toMatchObject({ type: "thumbnail", fileId });
});

test("restoring again answers the same; what is purged or unknown is gone", async () => {
  const { fileId } = await upload(world, ada);
  await ada.files.delete({ fileId });
  await ada.files.restore({ fileId });
  await expect(ada.files.restore({ fileId })).resolves.toMatchObject({ status: "active" });
  const at = toInstant(world.services.now());
  await world.services.db.files.update(ada.user.userId, fileId, { status: "purging", statusDate: at });
  expect(await codeOf(ada.files.restore({ fileId }))).toBe("file.not_found");
});

test.each([
  ["restored", () => ada.files.restore({ fileId }), { status: "active" }],
  ["purged", () => ada.files.purge({ fileId }), { code: "file.not_found" }],
])(
  "of a file that another call has %s meanwhile the answer tells what it is now",
  async (_, meanwhile, told) => {
    ({ fileId } = await upload(world, ada));
    await ada.files.delete({ fileId });
    const { db } = world.services;
    const revokeByFile: typeof db.shareLinks.revokeByFile = async (...args) => {
      world.services.db = db;
      await meanwhile();
      return db.shareLinks.revokeByFile(...args);
    };
    world.services.db = { ...db, shareLinks: { ...db.shareLinks, revokeByFile } };
    const answer = await ada.files.restore({ fileId }).catch(toAppError);
    expect(answer).toMatchObject(told);
  },
);

test("a file in the trash of somebody else does not exist", async () => {
  const { fileId } = await upload(world, ada);
  await ada.files.delete({ fileId });
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.restore({ fileId }))).toBe("file.not_found");
});
