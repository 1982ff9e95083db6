import { DAY_MS, MINUTE_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";
import { toAppError } from "../to-app-error.ts";
import { continueVisit, visitedFile } from "./continue-visit.ts";
import { previewCard, previewCardPicture } from "./preview-card.ts";
import { createSeenLinks } from "./seen-links.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
let linkId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person("Ada");
  fileId = (await upload(world, ada)).fileId;
  linkId = (await ada.shares.create({ fileId, expirationDays: 7 })).linkId;
});
afterEach(() => world.close());

const accessCount = async () => (await world.services.db.shareLinks.get(linkId))?.accessCount;

test("a visitor sees the file and its sender, and nothing of the owner, the storage or the place", async () => {
  const opened = await world.stranger.shares.open({ linkId });
  expect(opened).toMatchObject({
    sender: "Ada",
    file: { fileName: "beach.jpg" },
    shareLink: { accessCount: 1 },
  });
  const told = JSON.stringify(opened);
  for (const secret of [ada.user.userId, ada.user.email, "memory.invalid", "cloudpix-files"])
    expect(told).not.toContain(secret);
  expect(opened.downloadUrl).toBe(`https://pix.example.com/s/${linkId}/file?v=${opened.visitToken}`);
});

test("the sender without a display name is Someone, never an e-mail", async () => {
  await world.services.db.users.update(ada.user.userId, { name: null });
  expect((await world.stranger.shares.open({ linkId })).sender).toBe("Someone");
});

test("fifty visitors at once are counted fifty times", async () => {
  await Promise.all(Array.from({ length: 50 }, () => world.stranger.shares.open({ linkId })));
  expect(await accessCount()).toBe(50);
});

test("of fifty visitors at once only as many get in as are permitted", async () => {
  await ada.shares.update({ linkId, maxAccessCount: 7 });
  const visits = await Promise.allSettled(
    Array.from({ length: 50 }, () => world.stranger.shares.open({ linkId })),
  );
  const refused = visits.filter((visit) => visit.status === "rejected");
  expect(new Set(refused.map(({ reason }) => toAppError(reason).code))).toEqual(new Set(["share.used_up"]));
  expect(refused).toHaveLength(43);
  expect(await accessCount()).toBe(7);
});

test("a visit shows page and bytes again without counting, for 30 minutes", async () => {
  const { visitToken } = await world.stranger.shares.open({ linkId });
  await continueVisit(world.services, linkId, [visitToken]);
  await visitedFile(world.services, linkId, [visitToken]);
  expect(await accessCount()).toBe(1);
  world.pass(30 * MINUTE_MS + 1_000);
  expect(await codeOf(visitedFile(world.services, linkId, [visitToken]))).toBe("share.visit_required");
  expect(await continueVisit(world.services, linkId, [visitToken])).toEqual({ is: "entrance" });
});

test("a visit of one link opens no other", async () => {
  const { visitToken } = await world.stranger.shares.open({ linkId });
  const other = await ada.shares.create({ fileId });
  expect(await codeOf(visitedFile(world.services, other.linkId, [visitToken]))).toBe("share.visit_required");
});

test("a revoked link opens no more and ends running visits on the next request", async () => {
  const { visitToken } = await world.stranger.shares.open({ linkId });
  await ada.shares.revoke({ linkId });
  expect(await codeOf(world.stranger.shares.open({ linkId }))).toBe("share.revoked");
  expect(await codeOf(visitedFile(world.services, linkId, [visitToken]))).toBe("share.revoked");
  expect(await codeOf(continueVisit(world.services, linkId, [visitToken]))).toBe("share.revoked");
  expect(await codeOf(previewCard(world.services, linkId))).toBe("share.revoked");
  expect(await accessCount()).toBe(1);
});

test("an expired link says that it has expired, to new visitors and running visits", async () => {
  world.pass(7 * DAY_MS - MINUTE_MS);
  const { visitToken } = await world.stranger.shares.open({ linkId });
  world.pass(MINUTE_MS);
  expect(await codeOf(world.stranger.shares.open({ linkId }))).toBe("share.expired");
  expect(await codeOf(visitedFile(world.services, linkId, [visitToken]))).toBe("share.expired");
});

test("a used-up link takes no new visitor and lets the last one finish", async () => {
  const record = await world.services.db.shareLinks.get(linkId);
  if (record === null) throw new Error("the link is gone");
  const once = { ...record, linkId: "used-up-used-up-used-up", maxAccessCount: 1 };
  await world.services.db.shareLinks.create(once);
  const { visitToken } = await world.stranger.shares.open({ linkId: once.linkId });
  expect(await codeOf(world.stranger.shares.open({ linkId: once.linkId }))).toBe("share.used_up");
  await expect(visitedFile(world.services, once.linkId, [visitToken])).resolves.toMatchObject({ fileId });
});

test("an unknown link does not exist", async () => {
  expect(await codeOf(world.stranger.shares.open({ linkId: "AAAAAAAAAAAAAAAAAAAAAA" }))).toBe(
    "share.not_found",
  );
});

/** What the database is asked, in order. */
const watchDatabase = () => {
  const { db } = world.services;
  const asked: string[] = [];
  const watched = <T extends object>(name: string, repository: T): T =>
    new Proxy(repository, {
      get: (target, method, receiver) => {
        asked.push(`${name}.${String(method)}`);
        return Reflect.get(target, method, receiver);
      },
    });
  world.services.db = {
    ...db,
    users: watched("users", db.users),
    files: watched("files", db.files),
    shareLinks: watched("shareLinks", db.shareLinks),
  };
  return asked;
};

test("opening takes three questions to the database: the file, its owner, and at last the count", async () => {
  const asked = watchDatabase();
  await world.stranger.shares.open({ linkId });
  expect(asked).toEqual(["files.get", "users.get", "shareLinks.countAccess"]);
});

test("a process that never met the link asks for it first, and for file and owner at the same time: three steps", async () => {
  const asked = watchDatabase();
  world.services.seenLinks = createSeenLinks();
  await world.stranger.shares.open({ linkId });
  expect(asked).toEqual(["shareLinks.get", "files.get", "users.get", "shareLinks.countAccess"]);
});

test("the links of a closed account do not exist, for new visitors and on their page", async () => {
  const { visitToken } = await world.stranger.shares.open({ linkId });
  const user = await world.services.db.users.get(ada.user.userId);
  const at = world.services.now().toISOString();
  await world.services.db.users.close(ada.user.userId, { from: user?.passwordHash ?? "", at });
  expect(await codeOf(world.stranger.shares.open({ linkId }))).toBe("share.not_found");
  expect(await codeOf(continueVisit(world.services, linkId, [visitToken]))).toBe("share.not_found");
  expect(await codeOf(continueVisit(world.services, linkId, []))).toBe("share.not_found");
});

test("looking at the card counts nothing", async () => {
  expect(await previewCard(world.services, linkId)).toMatchObject({ title: "beach.jpg", imageUrl: null });
  expect(await accessCount()).toBe(0);
});

test("the card shows its own small picture when it is there, and never the preview in its place", async () => {
  const file = await world.services.db.files.get(ada.user.userId, fileId);
  if (file === null) throw new Error("the file is gone");
  const rendition = (name: "preview" | "og") => ({
    name,
    blobName: `${fileId}/${name}`,
    contentType: "image/jpeg",
    width: 1_200,
    height: 630,
    sizeBytes: 10,
  });
  const show = (...names: ("preview" | "og")[]) =>
    world.services.db.files.update(ada.user.userId, fileId, {
      thumbnail: { ...file.thumbnail, state: "ready", renditions: names.map(rendition) },
    });
  await show("preview");
  expect(await previewCardPicture(world.services, linkId)).toBeNull();
  await show("preview", "og");
  expect(await previewCardPicture(world.services, linkId)).toMatchObject({ blob: { name: `${fileId}/og` } });
});
