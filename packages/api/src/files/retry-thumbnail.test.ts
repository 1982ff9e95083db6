import type { Thumbnail } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  ({ fileId } = await upload(world, ada));
  await world.services.queue.receive(32, 60_000);
});
afterEach(() => world.close());

const failed: Thumbnail = {
  state: "failed",
  reason: "The file is damaged.",
  renditions: [],
  thumbhash: null,
};
const set = (thumbnail: Thumbnail) => world.services.db.files.update(ada.user.userId, fileId, { thumbnail });
const asked = async () => (await world.services.queue.receive(32, 60_000)).length;

test("a failed picture is awaited again, and asked for once however often one asks", async () => {
  await set(failed);
  const calls = Array.from({ length: 5 }, () => ada.files.retryThumbnail({ fileId }));
  for (const { thumbnail } of await Promise.all(calls))
    expect(thumbnail).toEqual({ state: "pending", renditions: [] });
  expect(await asked()).toBe(1);
});

test("a picture that is there is not drawn again", async () => {
  await set({ ...failed, state: "ready", reason: null });
  expect((await ada.files.retryThumbnail({ fileId })).thumbnail.state).toBe("ready");
  expect(await asked()).toBe(0);
});

test("a file of somebody else does not exist", async () => {
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.retryThumbnail({ fileId }))).toBe("file.not_found");
});
