import { MINUTE_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";
import { visitedFile } from "./continue-visit.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
let linkId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  fileId = (await upload(world, ada)).fileId;
  linkId = (await ada.shares.create({ fileId, maxAccessCount: 1 })).linkId;
});
afterEach(() => world.close());

const open = () => world.stranger.shares.open({ linkId });

test("a revoked link ends on the next request, for new visitors and running visits, and leaves the file's list", async () => {
  const { visitToken } = await open();
  const other = await ada.shares.create({ fileId });
  expect(await ada.shares.revoke({ linkId })).toMatchObject({ linkId, isRevoked: true, state: "revoked" });
  expect(await codeOf(open())).toBe("share.revoked");
  expect(await codeOf(visitedFile(world.services, linkId, [visitToken]))).toBe("share.revoked");
  const { shareLinks } = await ada.shares.listByFile({ fileId });
  expect(shareLinks.map((link) => link.linkId)).toEqual([other.linkId]);
});

test("revoking again is the same revocation, with its moment", async () => {
  const first = await ada.shares.revoke({ linkId });
  const stored = await world.services.db.shareLinks.get(linkId);
  world.pass(MINUTE_MS);
  expect(await ada.shares.revoke({ linkId })).toMatchObject({ linkId: first.linkId, isRevoked: true });
  expect(await world.services.db.shareLinks.get(linkId)).toEqual(stored);
});

test("an expired and a used-up link can be revoked, so that neither is given a new life", async () => {
  const expiresAt = new Date(world.services.now().getTime() + MINUTE_MS).toISOString();
  const expiring = await ada.shares.create({ fileId, expiresAt });
  await open();
  world.pass(MINUTE_MS);
  for (const dead of [linkId, expiring.linkId]) {
    await ada.shares.revoke({ linkId: dead });
    expect(await codeOf(ada.shares.update({ linkId: dead, expiresAt: null, maxAccessCount: null }))).toBe(
      "share.revoked",
    );
  }
});

test("a link of somebody else cannot be revoked, and goes on; an unknown one does not exist", async () => {
  const eve = await world.person("Eve");
  expect(await codeOf(eve.shares.revoke({ linkId }))).toBe("share.not_found");
  expect(await codeOf(ada.shares.revoke({ linkId: "AAAAAAAAAAAAAAAAAAAAAA" }))).toBe("share.not_found");
  await open();
});
