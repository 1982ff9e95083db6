import { unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let userId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  userId = ada.user.userId;
});
afterEach(() => world.close());

const password = "correct horse";
const stranger = () => world.stranger;

test("a registration is told of once, a refused one never, and no e-mail with it", async () => {
  const { email } = ada.user;
  expect(await codeOf(stranger().auth.register({ email, password }))).toBe("auth.email_taken");
  const both = { email: "twice@example.com", password };
  await Promise.allSettled([stranger().auth.register(both), stranger().auth.register(both)]);
  expect(world.told("user_registered")).toEqual([{ userId }, { userId: expect.any(String) }]);
  expect(JSON.stringify(world.events)).not.toContain("@example.com");
});

test("each sign-in is told of once, a refused one never", async () => {
  await stranger().auth.login({ email: ada.user.email, password });
  await codeOf(stranger().auth.login({ email: ada.user.email, password: "wrong horse" }));
  expect(world.told("user_login")).toEqual([{ userId }]);
});

test("a deleted account tells of its files and of its links, once each, with their number", async () => {
  const [first, second, trashed] = [
    await upload(world, ada),
    await upload(world, ada),
    await upload(world, ada),
  ];
  await ada.files.delete({ fileId: trashed.fileId });
  await ada.shares.create({ fileId: first.fileId });
  await ada.shares.create({ fileId: second.fileId });
  const neighbour = await world.person("Bob");
  await neighbour.shares.create({ fileId: (await upload(world, neighbour)).fileId });
  const before = world.told("file_deleted").length;
  await Promise.allSettled([1, 2, 3].map(() => ada.auth.deleteAccount({ password })));
  expect(world.told("file_deleted").slice(before)).toEqual([
    {
      userId,
      cause: "account",
      permanent: true,
      fileCount: 2,
      sizeBytes: first.fileSize + second.fileSize,
    },
  ]);
  expect(world.told("share_link_revoked")).toEqual([{ userId, cause: "account", revokedCount: 2 }]);
});

test("an empty account goes without a word about files and links", async () => {
  await ada.auth.deleteAccount({ password });
  expect(world.events.map(({ name }) => name)).toEqual(["user_registered"]);
});

test("links that could not be ended with the account are not told of: the worker ends them", async () => {
  const { fileId } = await upload(world, ada);
  await ada.shares.create({ fileId });
  world.services.db.shareLinks.revokeByUser = () => Promise.reject(unavailable("down"));
  world.services.db.files.measure = () => Promise.reject(unavailable("down"));
  await ada.auth.deleteAccount({ password });
  expect(world.told("share_link_revoked")).toEqual([]);
  expect(world.told("file_deleted")).toEqual([]);
});
