import { newUuidV7 } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let userId: string;
let fileId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  userId = ada.user.userId;
  fileId = (await upload(world, ada)).fileId;
});
afterEach(() => world.close());

const share = async (requestId?: string) =>
  (await ada.shares.create({ fileId, ...(requestId === undefined ? {} : { requestId }) })).linkId;
const requestId = () => newUuidV7(world.services.now());

test("a new link is told of with its owner and file, and never with its id", async () => {
  const linkId = await share();
  expect(world.told("share_link_created")).toEqual([
    { userId, fileId, kind: "image", expires: true, hasPassword: false },
  ]);
  expect(JSON.stringify(world.events)).not.toContain(linkId);
});

test("a link asked for again under its requestId is told of once", async () => {
  const again = requestId();
  await share(again);
  await share(again);
  expect(world.told("share_link_created")).toHaveLength(1);
});

test("a link asked for many times at once under one requestId is told of once", async () => {
  const { shareLinks } = world.services.db;
  const callers = 8;
  const together = Promise.withResolvers<void>();
  let arrived = 0;
  world.services.db.shareLinks = {
    ...shareLinks,
    // None of them has seen the link of another.
    create: async (link) => {
      arrived += 1;
      if (arrived === callers) together.resolve();
      await together.promise;
      return shareLinks.create(link);
    },
  };
  const again = requestId();
  const made = await Promise.all(Array.from({ length: callers }, () => share(again)));
  expect(new Set(made).size).toBe(1);
  expect(world.told("share_link_created")).toHaveLength(1);
});

test("a revocation is told of once, however often and from how many sides it is asked for", async () => {
  const linkId = await share();
  await ada.shares.revoke({ linkId });
  await ada.shares.revoke({ linkId });
  await Promise.all([ada.shares.revoke({ linkId }), ada.shares.revokeAll({ fileId })]);
  expect(world.told("share_link_revoked")).toEqual([{ userId, fileId, cause: "owner", revokedCount: 1 }]);
  expect(JSON.stringify(world.events)).not.toContain(linkId);
});

test("of revocations at the same moment one tells", async () => {
  const linkId = await share();
  await Promise.all([
    ada.shares.revoke({ linkId }),
    ada.shares.revoke({ linkId }),
    ada.shares.revokeAll({ fileId }),
    ada.shares.revokeAll(),
  ]);
  expect(world.told("share_link_revoked")).toMatchObject([{ revokedCount: 1 }]);
});

test("ending all links is one event with their number, and none where there was nothing to end", async () => {
  await share();
  await share();
  await ada.shares.revokeAll({ fileId });
  await ada.shares.revokeAll({ fileId });
  await ada.shares.revokeAll();
  expect(world.told("share_link_revoked")).toEqual([{ userId, fileId, cause: "owner", revokedCount: 2 }]);
  await share();
  await ada.shares.revokeAll();
  expect(world.told("share_link_revoked").slice(1)).toEqual([{ userId, cause: "owner", revokedCount: 1 }]);
});

test("nobody else's revocation is told of", async () => {
  const linkId = await share();
  const eve = await world.person("Eve");
  await codeOf(eve.shares.revoke({ linkId }));
  await eve.shares.revokeAll();
  expect(world.told("share_link_revoked")).toEqual([]);
});

test("a link whose file went to the trash while it was made is told of as made and as ended", async () => {
  const { shareLinks } = world.services.db;
  world.services.db.shareLinks = {
    ...shareLinks,
    create: async (link) => {
      await ada.files.delete({ fileId });
      return shareLinks.create(link);
    },
  };
  expect(await codeOf(share())).toBe("file.not_found");
  expect(world.told("share_link_created")).toHaveLength(1);
  expect(world.told("share_link_revoked")).toEqual([{ userId, fileId, cause: "file", revokedCount: 1 }]);
});

test("each visit is told of once under the owner's name as such: nobody reads that the owner opened it", async () => {
  const linkId = await share();
  await world.stranger.shares.open({ linkId });
  await world.stranger.shares.open({ linkId });
  const facts = { ownerId: userId, fileId, kind: "image" };
  expect(world.told("share_link_accessed")).toEqual([facts, facts]);
  const access = { value: 1, kind: "image" };
  expect(world.measured("share_link_accesses")).toEqual([access, access]);
  await ada.shares.revoke({ linkId });
  await codeOf(world.stranger.shares.open({ linkId }));
  expect(world.told("share_link_accessed")).toHaveLength(2);
  expect(world.measured("share_link_accesses")).toHaveLength(2);
});

test("of a link that everybody opens each access is counted, also those that are no longer told one by one", async () => {
  const linkId = await share();
  for (let visit = 1; visit <= 30; visit += 1) await world.stranger.shares.open({ linkId });
  expect(world.measured("share_link_accesses")).toHaveLength(30);
});
