import { MINUTE_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let linkId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  const { fileId } = await upload(world, ada);
  const expiresAt = new Date(world.services.now().getTime() + MINUTE_MS).toISOString();
  ({ linkId } = await ada.shares.create({ fileId, expiresAt, name: "For Oma", password: "sesame" }));
});
afterEach(() => world.close());

test("an owner is told all of their link but its password, and looking counts nothing", async () => {
  const told = await ada.shares.get({ linkId });
  expect(told).toMatchObject({ linkId, name: "For Oma", hasPassword: true, accessCount: 0 });
  expect(JSON.stringify(told)).not.toContain("$2b$");
  expect((await ada.shares.get({ linkId })).accessCount).toBe(0);
});

test("a link that expired and one that was revoked are still told of", async () => {
  world.pass(MINUTE_MS);
  expect(await ada.shares.get({ linkId })).toMatchObject({ state: "expired", isRevoked: false });
  await ada.shares.revoke({ linkId });
  expect(await ada.shares.get({ linkId })).toMatchObject({ state: "revoked", isRevoked: true });
});

test("a link of somebody else and an unknown one do not exist", async () => {
  const eve = await world.person("Eve");
  expect(await codeOf(eve.shares.get({ linkId }))).toBe("share.not_found");
  expect(await codeOf(ada.shares.get({ linkId: "AAAAAAAAAAAAAAAAAAAAAA" }))).toBe("share.not_found");
});
