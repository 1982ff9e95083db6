import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
let otherId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  fileId = (await upload(world, ada)).fileId;
  otherId = (await upload(world, ada, { fileName: "other.jpg" })).fileId;
});
afterEach(() => world.close());

const share = async (shared: string) => (await ada.shares.create({ fileId: shared })).linkId;
const open = (linkId: string) => world.stranger.shares.open({ linkId });

test("all links to one file end on the next request, and no other; again there is nothing left to end", async () => {
  const [first, second, other] = [await share(fileId), await share(fileId), await share(otherId)];
  expect(await ada.shares.revokeAll({ fileId })).toEqual({ revokedCount: 2 });
  for (const linkId of [first, second]) expect(await codeOf(open(linkId))).toBe("share.revoked");
  await open(other);
  expect(await ada.shares.revokeAll({ fileId })).toEqual({ revokedCount: 0 });
  const revocations = world.events.filter(({ name }) => name === "share_link_revoked");
  expect(revocations).toMatchObject([{ facts: { revokedCount: 2 } }]);
});

test("without a file all links of the user end, and nobody else's", async () => {
  const mine = [await share(fileId), await share(otherId)];
  const eve = await world.person("Eve");
  const hers = await eve.shares.create({ fileId: (await upload(world, eve)).fileId });
  expect(await ada.shares.revokeAll()).toEqual({ revokedCount: 2 });
  for (const linkId of mine) expect(await codeOf(open(linkId))).toBe("share.revoked");
  await open(hers.linkId);
});

test("links to a file of somebody else, to an unknown one and to one in the trash are not found", async () => {
  const linkId = await share(fileId);
  const eve = await world.person("Eve");
  expect(await codeOf(eve.shares.revokeAll({ fileId }))).toBe("file.not_found");
  expect(await codeOf(ada.shares.revokeAll({ fileId: crypto.randomUUID() }))).toBe("file.not_found");
  await open(linkId);
  await ada.files.delete({ fileId });
  expect(await codeOf(ada.shares.revokeAll({ fileId }))).toBe("file.not_found");
  expect(await codeOf(open(linkId))).toBe("share.revoked");
});
