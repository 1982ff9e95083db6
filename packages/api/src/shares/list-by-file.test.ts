import { MINUTE_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  fileId = (await upload(world, ada)).fileId;
});
afterEach(() => world.close());

test("the links to a file are listed newest first: expired and used-up ones in, revoked ones and other files' out", async () => {
  const make = async (more: object = {}) => {
    world.pass(1_000);
    return (await ada.shares.create({ fileId, ...more })).linkId;
  };
  const expired = await make({
    expiresAt: new Date(world.services.now().getTime() + MINUTE_MS).toISOString(),
  });
  const usedUp = await make({ maxAccessCount: 1 });
  await world.stranger.shares.open({ linkId: usedUp });
  const revoked = await make();
  await ada.shares.revoke({ linkId: revoked });
  const live = await make();
  const other = await upload(world, ada, { fileName: "other.jpg" });
  await ada.shares.create({ fileId: other.fileId });
  world.pass(MINUTE_MS);
  const { shareLinks } = await ada.shares.listByFile({ fileId });
  expect(shareLinks.map(({ linkId, state }) => [linkId, state])).toEqual([
    [live, "live"],
    [usedUp, "used_up"],
    [expired, "expired"],
  ]);
});

test("the links to a file of somebody else, to an unknown one and to one in the trash are not found", async () => {
  await ada.shares.create({ fileId });
  const eve = await world.person("Eve");
  expect(await codeOf(eve.shares.listByFile({ fileId }))).toBe("file.not_found");
  expect(await codeOf(ada.shares.listByFile({ fileId: crypto.randomUUID() }))).toBe("file.not_found");
  await ada.files.delete({ fileId });
  expect(await codeOf(ada.shares.listByFile({ fileId }))).toBe("file.not_found");
});
