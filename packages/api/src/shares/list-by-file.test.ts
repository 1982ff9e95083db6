import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("links to a file of somebody else are not listed: the file does not exist", async () => {
  const { fileId } = await upload(world, ada);
  const { linkId } = await ada.shares.create({ fileId });
  const eve = await world.person("Eve");
  expect(await codeOf(eve.shares.listByFile({ fileId }))).toBe("file.not_found");
  expect(await ada.shares.listByFile({ fileId })).toMatchObject({ shareLinks: [{ linkId }] });
});
