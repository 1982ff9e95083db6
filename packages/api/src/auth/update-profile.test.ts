import { DAY_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("a profile changes in what is given and stays in the rest", async () => {
  expect(await ada.auth.updateProfile({ name: "Ada L." })).toMatchObject({ name: "Ada L." });
  expect(await ada.auth.updateProfile({ linkDefaults: { expirationDays: 7 } })).toMatchObject({
    name: "Ada L.",
    linkDefaults: { expirationDays: 7 },
  });
  expect(await ada.auth.updateProfile({ name: null })).toMatchObject({ name: null });
});

test("new links follow the owner's own default", async () => {
  await ada.auth.updateProfile({ linkDefaults: { expirationDays: 7 } });
  const { fileId } = await upload(world, ada);
  const inAWeek = new Date(world.services.now().getTime() + 7 * DAY_MS).toISOString();
  expect((await ada.shares.create({ fileId })).expiryDate).toBe(inAWeek);
});

test("somebody else's profile stays as it is, and a stranger has none", async () => {
  const bob = await world.person("Bob");
  await ada.auth.updateProfile({ name: "Ada L." });
  expect(await bob.auth.profile()).toMatchObject({ name: "Bob" });
  expect(await codeOf(world.stranger.auth.updateProfile({ name: "x" }))).toBe("auth.required");
});
