import { limits, MINUTE_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";
import { toAppError } from "../to-app-error.ts";
import { continueVisit, visitedFile } from "./continue-visit.ts";
import { previewCard, previewCardPicture } from "./preview-card.ts";

const password = "open sesame";
let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
let linkId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person("Ada Lovelace");
  fileId = (await upload(world, ada, { fileName: "beach.jpg" })).fileId;
  linkId = (await ada.shares.create({ fileId, password })).linkId;
});
afterEach(() => world.close());

const accessCount = async () => (await world.services.db.shareLinks.get(linkId))?.accessCount;
const unlock = (given = password) => world.stranger.shares.unlock({ linkId, password: given });
const open = () => world.stranger.shares.open({ linkId });
const limited = () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
};

test("the right password opens: one counted access, and a visit that shows the file without counting", async () => {
  const opened = await unlock();
  expect(opened).toMatchObject({
    sender: "Ada Lovelace",
    file: { fileName: "beach.jpg" },
    shareLink: { accessCount: 1, hasPassword: true },
  });
  const tokens = [opened.visitToken];
  await expect(visitedFile(world.services, linkId, tokens)).resolves.toMatchObject({ fileId });
  expect(await continueVisit(world.services, linkId, tokens)).toMatchObject({ is: "running" });
  expect(await accessCount()).toBe(1);
  expect(JSON.stringify(opened)).not.toContain("$2b$");
});

test("without the password a link tells nothing: not its file, not its sender, not in its card, and counts nothing", async () => {
  const file = await world.services.db.files.get(ada.user.userId, fileId);
  if (file === null) throw new Error("the file is gone");
  const og = { contentType: "image/jpeg", width: 1_200, height: 630, sizeBytes: 10 };
  await world.services.db.files.update(ada.user.userId, fileId, {
    thumbnail: {
      ...file.thumbnail,
      state: "ready",
      renditions: [{ ...og, name: "og", blobName: `${fileId}/og` }],
    },
  });
  const refusal = await open().catch((error: unknown) => toAppError(error));
  expect(refusal).toMatchObject({ code: "share.password_required" });
  const card = await previewCard(world.services, linkId);
  const page = await continueVisit(world.services, linkId, ["rubbish"]);
  expect(page).toEqual({ is: "locked" });
  const told = JSON.stringify([refusal, card, page]);
  for (const secret of ["beach", "Ada", fileId, ada.user.userId]) expect(told).not.toContain(secret);
  expect(await previewCardPicture(world.services, linkId)).toBeNull();
  expect(await codeOf(visitedFile(world.services, linkId, []))).toBe("share.visit_required");
  expect(await accessCount()).toBe(0);
});

test.each(["", "open sesam", "Open sesame", "open sesame ", `${"x".repeat(72)}`])(
  "%j is not the password, and counts nothing",
  async (wrong) => {
    expect(await codeOf(unlock(wrong))).toBe("share.password_wrong");
    expect(await accessCount()).toBe(0);
  },
);

test("the visit of one link unlocks no other, also under the same password", async () => {
  const { visitToken } = await unlock();
  const other = await ada.shares.create({ fileId, password });
  expect(await codeOf(visitedFile(world.services, other.linkId, [visitToken]))).toBe("share.visit_required");
  expect(await continueVisit(world.services, other.linkId, [visitToken])).toEqual({ is: "locked" });
});

test.each([
  ["changed", "another one", { is: "locked" }],
  ["set to the same again", password, { is: "locked" }],
  ["taken away", null, { is: "entrance" }],
])("a password that is %s ends the visits that run, page and bytes alike", async (_, next, way) => {
  const { visitToken } = await unlock();
  await ada.shares.update({ linkId, password: next });
  expect(await codeOf(visitedFile(world.services, linkId, [visitToken]))).toBe("share.visit_required");
  expect(await continueVisit(world.services, linkId, [visitToken])).toEqual(way);
});

test("a password that is set later ends the visits that run", async () => {
  const free = await ada.shares.create({ fileId });
  const { visitToken } = await world.stranger.shares.open({ linkId: free.linkId });
  await ada.shares.update({ linkId: free.linkId, name: "For Oma" });
  await visitedFile(world.services, free.linkId, [visitToken]);
  await ada.shares.update({ linkId: free.linkId, password });
  expect(await codeOf(visitedFile(world.services, free.linkId, [visitToken]))).toBe("share.visit_required");
  expect(await codeOf(world.stranger.shares.open({ linkId: free.linkId }))).toBe("share.password_required");
});

test("a link whose password was taken away opens with and without one", async () => {
  await ada.shares.update({ linkId, password: null });
  await unlock("whatever was told before");
  await open();
  expect(await accessCount()).toBe(2);
});

test("a password that changes while it is being checked does not open", async () => {
  const { passwords } = world.services;
  world.services.passwords = {
    ...passwords,
    verify: async (given, hash) => {
      const matches = await passwords.verify(given, hash);
      await ada.shares.update({ linkId, password: "another one" });
      return matches;
    },
  };
  expect(await codeOf(unlock())).toBe("share.password_wrong");
  expect(await accessCount()).toBe(0);
});

test("a link that is given more accesses while it is being opened opens, and says nothing untrue", async () => {
  await ada.shares.update({ linkId, maxAccessCount: 1 });
  await unlock();
  await ada.shares.update({ linkId, maxAccessCount: 2 });
  const { shareLinks } = world.services.db;
  let isFirst = true;
  const countAccess: typeof shareLinks.countAccess = async (...asked) => {
    if (!isFirst) return shareLinks.countAccess(...asked);
    isFirst = false;
    return null;
  };
  world.services.db = { ...world.services.db, shareLinks: { ...shareLinks, countAccess } };
  await expect(unlock()).resolves.toMatchObject({ shareLink: { accessCount: 2 } });
});

test("a link that does not open says why before it asks for a password", async () => {
  const used = await ada.shares.create({ fileId, password, maxAccessCount: 1 });
  await world.stranger.shares.unlock({ linkId: used.linkId, password });
  const end = new Date(world.services.now().getTime() + MINUTE_MS).toISOString();
  const expired = await ada.shares.create({ fileId, password, expiresAt: end });
  const revoked = await ada.shares.create({ fileId, password });
  await ada.shares.revoke({ linkId: revoked.linkId });
  world.pass(MINUTE_MS);
  for (const [link, code] of [
    [used.linkId, "share.used_up"],
    [expired.linkId, "share.expired"],
    [revoked.linkId, "share.revoked"],
    ["AAAAAAAAAAAAAAAAAAAAAA", "share.not_found"],
  ] as const) {
    expect(await codeOf(world.stranger.shares.unlock({ linkId: link, password: "wrong" }))).toBe(code);
    expect(await codeOf(world.stranger.shares.open({ linkId: link }))).toBe(code);
  }
});

test("fifty right passwords at once are counted fifty times", async () => {
  await Promise.all(Array.from({ length: 50 }, () => unlock()));
  expect(await accessCount()).toBe(50);
});

test("of fifty right passwords at once only as many open as are permitted, and all fifty opens are refused", async () => {
  await ada.shares.update({ linkId, maxAccessCount: 7 });
  const [unlocks, opens] = await Promise.all([
    Promise.allSettled(Array.from({ length: 50 }, () => unlock())),
    Promise.allSettled(Array.from({ length: 50 }, open)),
  ]);
  expect(unlocks.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
  expect(opens.filter(({ status }) => status === "fulfilled")).toHaveLength(0);
  expect(await accessCount()).toBe(7);
});

test("the eleventh guess of a minute is refused and told when to come back, also when it would be right", async () => {
  limited();
  for (let guess = 0; guess < 10; guess += 1)
    expect(await codeOf(unlock(`guess ${guess}`))).toBe("share.password_wrong");
  const refusal = toAppError(await unlock().catch((error: unknown) => error));
  expect(refusal.code).toBe("rate.limited");
  expect(refusal.retryAfterSeconds).toBeGreaterThanOrEqual(1);
  expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60);
  world.pass(MINUTE_MS);
  await expect(unlock()).resolves.toMatchObject({ shareLink: { accessCount: 1 } });
});

test("guesses at one link leave other links and other addresses alone; a dead link takes no guess", async () => {
  limited();
  const other = await ada.shares.create({ fileId, password });
  for (let guess = 0; guess < 11; guess += 1) await unlock("wrong").catch(() => undefined);
  expect(await codeOf(unlock())).toBe("rate.limited");
  await world.stranger.shares.unlock({ linkId: other.linkId, password });
  await ada.shares.revoke({ linkId });
  expect(await codeOf(unlock("wrong"))).toBe("share.revoked");
});

test("a visit ends after its time, and the password is asked for again", async () => {
  const { visitToken } = await unlock();
  world.pass((limits.visitMinutes + 1) * MINUTE_MS);
  expect(await continueVisit(world.services, linkId, [visitToken])).toEqual({ is: "locked" });
});
