import { type FileId, limits, newUuidV7, toInstant, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let userId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  userId = ada.user.userId;
});
afterEach(() => world.close());

const large = limits.inlineVerifyBytes + 1;

/** An upload that is too large to be verified at once. Its bytes are few; storage says that they are all there. */
const uploadLarge = async (): Promise<FileId> => {
  const { services, storage } = world;
  const { blobs, db } = services;
  await db.users.update(userId, { quotaBytes: 2 * large });
  services.settings = { ...services.settings, uploadMaxBytes: large };
  const ticket = await ada.files.createUpload({ fileName: "film.mp4", fileSize: large });
  await storage.receiveUpload(ticket.uploadUrl, jpegBytes());
  services.blobs = {
    ...blobs,
    facts: async (blob) => {
      const facts = await blobs.facts(blob);
      return facts && { ...facts, sizeBytes: large };
    },
  };
  expect(await ada.files.completeUpload({ fileId: ticket.fileId })).toMatchObject({ status: "verifying" });
  return ticket.fileId;
};

/** What the worker does when it has hashed one. */
const activate = (fileId: FileId) => {
  const verifiedDate = toInstant(world.services.now());
  return world.services.db.files.update(userId, fileId, { status: "active", verifiedDate });
};

test("an upload is told of once, announced and completed however often, also at once", async () => {
  const announce = { fileName: "a.jpg", fileSize: 1_000, requestId: newUuidV7(world.services.now()) };
  const { fileId, uploadUrl } = await ada.files.createUpload(announce);
  await ada.files.createUpload(announce);
  expect(world.told("file_uploaded")).toEqual([]);
  await world.storage.receiveUpload(uploadUrl, jpegBytes());
  await Promise.all(Array.from({ length: 8 }, () => ada.files.completeUpload({ fileId })));
  await ada.files.completeUpload({ fileId });
  await ada.files.createUpload(announce);
  expect(world.told("file_uploaded")).toEqual([{ userId, fileId, kind: "image", sizeBytes: 1_000 }]);
  expect(world.measured("file_size_bytes")).toEqual([{ value: 1_000, kind: "image" }]);
});

test("an upload that is still being verified is not told of: the worker does when it is a file", async () => {
  const fileId = await uploadLarge();
  await ada.files.completeUpload({ fileId });
  expect(world.told("file_uploaded")).toEqual([]);
  expect(world.measured("file_size_bytes")).toEqual([]);
});

test("a file that goes to the trash is told of once, and not again when it is purged from there", async () => {
  const { fileId, fileSize } = await upload(world, ada);
  await Promise.allSettled([ada.files.delete({ fileId }), ada.files.delete({ fileId })]);
  await codeOf(ada.files.delete({ fileId }));
  await ada.files.purge({ fileId });
  await ada.files.purge({ fileId });
  expect(world.told("file_deleted")).toEqual([
    { userId, fileId, kind: "image", cause: "owner", permanent: false, fileCount: 1, sizeBytes: fileSize },
  ]);
});

test("a file that is purged past the trash is told of once, as permanent", async () => {
  const { fileId } = await upload(world, ada);
  await Promise.all([ada.files.purge({ fileId }), ada.files.purge({ fileId })]);
  expect(world.told("file_deleted")).toMatchObject([{ fileId, permanent: true, fileCount: 1 }]);
});

test("a deletion and a purge at the same moment tell of the file once", async () => {
  const { fileId } = await upload(world, ada);
  await Promise.allSettled([ada.files.delete({ fileId }), ada.files.purge({ fileId })]);
  expect(world.told("file_deleted")).toMatchObject([{ fileId }]);
  expect(await world.services.db.files.get(userId, fileId)).toMatchObject({ status: "purging" });
});

test("a file that is restored and deleted again is told of again", async () => {
  const { fileId } = await upload(world, ada);
  await ada.files.delete({ fileId });
  await ada.files.restore({ fileId });
  await ada.files.delete({ fileId });
  expect(world.told("file_deleted")).toHaveLength(2);
  expect(world.told("file_uploaded")).toHaveLength(1);
});

test("what was never told of as uploaded is not told of as deleted", async () => {
  const fileId = await uploadLarge();
  await ada.files.delete({ fileId });
  await ada.files.restore({ fileId });
  await ada.files.purge({ fileId });
  expect(world.told("file_deleted")).toEqual([]);
});

test("a large file that the worker has verified is one when it is restored, and not an upload once more", async () => {
  const fileId = await uploadLarge();
  await activate(fileId);
  await ada.files.delete({ fileId });
  expect(await ada.files.restore({ fileId })).toMatchObject({ status: "active" });
});

test("a large file that was active before verification had a date of its own is not verified anew when restored", async () => {
  const fileId = await uploadLarge();
  const statusDate = toInstant(world.services.now());
  await world.services.db.files.update(userId, fileId, { status: "active", statusDate });
  world.pass(60_000);
  await ada.files.delete({ fileId });
  expect(await world.services.db.files.get(userId, fileId)).toMatchObject({ verifiedDate: statusDate });
  expect(await ada.files.restore({ fileId })).toMatchObject({ status: "active" });
});

test("a large file that goes to the trash while it is being verified gets no date of verification there", async () => {
  const fileId = await uploadLarge();
  await ada.files.delete({ fileId });
  expect(await world.services.db.files.get(userId, fileId)).toMatchObject({ verifiedDate: null });
});

test("a large file that went to the trash before it was verified is verified after its restoration", async () => {
  const fileId = await uploadLarge();
  await ada.files.delete({ fileId });
  expect(await ada.files.restore({ fileId })).toMatchObject({ status: "verifying" });
});

test("the links that end with a file are one event with their number", async () => {
  const { fileId } = await upload(world, ada);
  for (let made = 0; made < 2; made += 1) await ada.shares.create({ fileId });
  await ada.files.delete({ fileId });
  await ada.files.purge({ fileId });
  expect(world.told("share_link_revoked")).toEqual([{ userId, fileId, cause: "file", revokedCount: 2 }]);
  const other = await upload(world, ada);
  await ada.files.purge({ fileId: other.fileId });
  expect(world.told("share_link_revoked")).toHaveLength(1);
});

test("a deletion whose links could not be ended is told of once, and they are when they end", async () => {
  const { fileId } = await upload(world, ada);
  await ada.shares.create({ fileId });
  const { shareLinks } = world.services.db;
  world.services.db.shareLinks = { ...shareLinks, revokeByFile: () => Promise.reject(unavailable("down")) };
  expect(await codeOf(ada.files.delete({ fileId }))).toBe("dependency.unavailable");
  world.services.db.shareLinks = shareLinks;
  expect(await codeOf(ada.files.delete({ fileId }))).toBe("file.not_found");
  expect(world.told("file_deleted")).toHaveLength(1);
  expect(world.told("share_link_revoked")).toMatchObject([{ revokedCount: 1, cause: "file" }]);
});

test("links that a crash spared end with the restoration, and are told of", async () => {
  const { fileId } = await upload(world, ada);
  await ada.shares.create({ fileId });
  await world.services.db.files.update(userId, fileId, { status: "trashed" });
  await ada.files.restore({ fileId });
  await ada.files.restore({ fileId });
  expect(world.told("share_link_revoked")).toMatchObject([{ revokedCount: 1, cause: "file" }]);
});

test("nobody else's deletion is told of", async () => {
  const { fileId } = await upload(world, ada);
  const eve = await world.person("Eve");
  await codeOf(eve.files.delete({ fileId }));
  await codeOf(eve.files.purge({ fileId }));
  expect(world.told("file_deleted")).toEqual([]);
});
