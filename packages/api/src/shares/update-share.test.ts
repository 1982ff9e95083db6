import { DAY_MS, limits } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let linkId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  const { fileId } = await upload(world, ada);
  ({ linkId } = await ada.shares.create({ fileId, expirationDays: 1, name: "For Oma", maxAccessCount: 1 }));
});
afterEach(() => world.close());

const inDays = (days: number) => new Date(world.services.now().getTime() + days * DAY_MS).toISOString();
const open = () => world.stranger.shares.open({ linkId });

test("what is given changes, the rest and the address stay", async () => {
  const before = await ada.shares.get({ linkId });
  expect(before).toMatchObject({ name: "For Oma", maxAccessCount: 1, state: "ending_soon" });
  expect(await ada.shares.update({ linkId, expirationDays: 7 })).toEqual({
    ...before,
    expiryDate: inDays(7),
    state: "live",
    ttl: (7 + limits.linkGraceDays) * (DAY_MS / 1_000),
  });
  expect(await ada.shares.update({ linkId, name: null })).not.toHaveProperty("name", "For Oma");
});

test("a used-up link opens again with a higher limit, an expired one with a new end", async () => {
  await open();
  expect(await codeOf(open())).toBe("share.used_up");
  await ada.shares.update({ linkId, maxAccessCount: 2 });
  await open();
  world.pass(2 * DAY_MS);
  const { token } = await world.stranger.auth.login({ email: ada.user.email, password: "correct horse" });
  const later = world.call(token);
  await later.shares.update({ linkId, maxAccessCount: null });
  expect(await codeOf(open())).toBe("share.expired");
  await later.shares.update({ linkId, expiresAt: null });
  await expect(open()).resolves.toMatchObject({ shareLink: { expiryDate: null, accessCount: 3 } });
});

test("a revoked link stays revoked", async () => {
  await ada.shares.revoke({ linkId });
  expect(await codeOf(ada.shares.update({ linkId, expirationDays: 7 }))).toBe("share.revoked");
  expect(await ada.shares.get({ linkId })).toMatchObject({ isRevoked: true });
});

test("an end in the past, two ends and a limit of nothing are refused", async () => {
  const refused = [
    { linkId, expiresAt: inDays(-1) },
    { linkId, expiresAt: inDays(1), expirationDays: 1 },
    { linkId, maxAccessCount: 0 },
  ].map((input) => codeOf(ada.shares.update(input)));
  expect(new Set(await Promise.all(refused))).toEqual(new Set(["input.invalid"]));
});

test("a link of somebody else can be neither read nor changed", async () => {
  const eve = await world.person("Eve");
  expect(await codeOf(eve.shares.get({ linkId }))).toBe("share.not_found");
  expect(await codeOf(eve.shares.update({ linkId, expiresAt: null }))).toBe("share.not_found");
  expect(await ada.shares.get({ linkId })).toMatchObject({ expiryDate: inDays(1) });
});
