import { DAY_MS, limits, newUuidV7, type ShareLinkView } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
  fileId = (await upload(world, ada)).fileId;
});
afterEach(() => world.close());

const inDays = (days: number) => new Date(world.services.now().getTime() + days * DAY_MS).toISOString();

test.each([
  ["nothing said", {}, 30],
  ["null days", { expirationDays: null }, 30],
  ["7 days", { expirationDays: 7 }, 7],
])(
  "with %s the link ends in the days asked for or the owner's default, never silently at once or never",
  async (_, how, days) => {
    expect((await ada.shares.create({ fileId, ...how })).expiryDate).toBe(inDays(days));
  },
);

test("no default of an owner makes links that never end: it is refused, and what is said nothing of ends", async () => {
  await ada.auth.updateProfile({ linkDefaults: { expirationDays: 7 } });
  const endless = Object({ linkDefaults: { expirationDays: null } });
  expect(await codeOf(ada.auth.updateProfile(endless))).toBe("input.invalid");
  expect((await ada.shares.create({ fileId })).expiryDate).toBe(inDays(7));
});

test("a link ends never only when that is asked for explicitly", async () => {
  expect((await ada.shares.create({ fileId, expiresAt: null })).expiryDate).toBeNull();
});

test("an exact moment is kept; one that is over is refused", async () => {
  expect((await ada.shares.create({ fileId, expiresAt: inDays(2) })).expiryDate).toBe(inDays(2));
  expect(await codeOf(ada.shares.create({ fileId, expiresAt: inDays(-1) }))).toBe("input.invalid");
});

test("a name, a password and a limit of null are none, as with a change", async () => {
  const none = { name: null, password: null, maxAccessCount: null };
  const made = await ada.shares.create({ fileId, ...none });
  expect(made.hasPassword).toBe(false);
  const { linkId } = made;
  const stored = await world.services.db.shareLinks.get(linkId);
  expect(stored).toMatchObject({ name: null, passwordHash: null, maxAccessCount: null });
  expect(await ada.shares.update({ linkId, ...none })).toMatchObject(lasting(made));
});

test("a moment is taken as other languages write it, and answered in our one form", async () => {
  const expiryDate = "2027-06-01T00:00:00.000Z";
  for (const expiresAt of ["2027-06-01T00:00:00Z", "2027-06-01T02:00:00+02:00"]) {
    const { linkId, ...made } = await ada.shares.create({ fileId, expiresAt });
    expect(made.expiryDate).toBe(expiryDate);
    expect((await ada.shares.update({ linkId, expiresAt })).expiryDate).toBe(expiryDate);
  }
});

test("the owner is told how a link stands, how long it is remembered, and never its password", async () => {
  const link = await ada.shares.create({ fileId, expirationDays: 7, password: "sesame" });
  expect(link).toMatchObject({
    hasPassword: true,
    state: "live",
    ttl: (7 + limits.linkGraceDays) * (DAY_MS / 1_000),
  });
  const { passwordHash } = (await world.services.db.shareLinks.get(link.linkId)) ?? {};
  expect(passwordHash).toMatch(/^\$2b\$/);
  for (const secret of ["sesame", String(passwordHash)]) expect(JSON.stringify(link)).not.toContain(secret);
  expect(await ada.shares.create({ fileId, expiresAt: null })).toMatchObject({
    hasPassword: false,
    ttl: undefined,
  });
  world.pass(5 * DAY_MS);
  const { token } = await world.stranger.auth.login({ email: ada.user.email, password: "correct horse" });
  expect(await world.call(token).shares.get({ linkId: link.linkId })).toMatchObject({ state: "ending_soon" });
});

test.each(["abc", "x".repeat(73), "é".repeat(37)])("%s is no password of a link", async (password) => {
  expect(await codeOf(ada.shares.create({ fileId, password }))).toBe("input.invalid");
});

test.each([0, -1, 1.5, 3_651])("%s days are refused", async (expirationDays) => {
  expect(await codeOf(ada.shares.create({ fileId, expirationDays }))).toBe("input.invalid");
});

test("the address is on the public origin and ends in 128 random bits", async () => {
  const { linkId, shareUrl } = await ada.shares.create({ fileId });
  expect(shareUrl).toBe(`https://pix.example.com/s/${linkId}`);
  expect(Buffer.from(linkId, "base64url")).toHaveLength(16);
});

/** All but what counts down with the clock. */
const lasting = ({ ttl: _, ...link }: ShareLinkView) => link;

test("repeating a request answers with the first link, also when it asks for a password", async () => {
  const asked = { fileId, expirationDays: 7, password: "sesame", requestId: crypto.randomUUID() };
  const first = await ada.shares.create(asked);
  world.pass(1_000);
  expect(lasting(await ada.shares.create(asked))).toEqual(lasting(first));
  expect((await ada.shares.listByFile({ fileId })).shareLinks).toHaveLength(1);
});

test("a request id that made a link to another file is a conflict", async () => {
  const requestId = crypto.randomUUID();
  await ada.shares.create({ fileId, requestId });
  const other = await upload(world, ada, { fileName: "other.jpg" });
  expect(await codeOf(ada.shares.create({ fileId: other.fileId, requestId }))).toBe("request.conflict");
});

test("the id of a file tells nothing of its link's, also when both were asked for under one requestId", async () => {
  const requestId = newUuidV7(world.services.now());
  const bytes = jpegBytes();
  const { fileId: announced, uploadUrl } = await ada.files.createUpload({
    fileName: "one.jpg",
    fileSize: bytes.length,
    requestId,
  });
  await world.storage.receiveUpload(uploadUrl, bytes);
  await ada.files.completeUpload({ fileId: announced });
  const { linkId } = await ada.shares.create({ fileId: announced, requestId });
  const secret = Buffer.from(linkId, "base64url").toString("hex");
  expect(announced.replaceAll("-", "").slice(13)).not.toContain(secret.slice(7, 19));
});

test("a request id stands for one link: asked again, also otherwise or much later, it answers that link as it is", async () => {
  const requestId = crypto.randomUUID();
  const first = await ada.shares.create({ fileId, expiresAt: inDays(1), requestId });
  await ada.auth.updateProfile({ linkDefaults: { expirationDays: 3 } });
  const changed = await ada.shares.update({ linkId: first.linkId, name: "For Oma" });
  expect(lasting(await ada.shares.create({ fileId, expiresAt: inDays(1), requestId }))).toEqual(
    lasting(changed),
  );
  world.pass(30 * 60_000);
  expect(lasting(await ada.shares.create({ fileId, requestId }))).toEqual(lasting(changed));
  expect((await ada.shares.listByFile({ fileId })).shareLinks).toHaveLength(1);
});

test("the same request many times at once makes one link", async () => {
  const requestId = crypto.randomUUID();
  const calls = Array.from({ length: 8 }, () => ada.shares.create({ fileId, password: "sesame", requestId }));
  expect(new Set((await Promise.all(calls)).map(({ linkId }) => linkId)).size).toBe(1);
});

test("a link made while its file goes to the trash does not outlive it", async () => {
  const { shareLinks } = world.services.db;
  const made: string[] = [];
  const create: typeof shareLinks.create = async (link) => {
    await ada.files.delete({ fileId });
    made.push(link.linkId);
    return shareLinks.create(link);
  };
  world.services.db = { ...world.services.db, shareLinks: { ...shareLinks, create } };
  expect(await codeOf(ada.shares.create({ fileId }))).toBe("file.not_found");
  expect(await shareLinks.get(made[0] ?? "")).toMatchObject({ isRevoked: true });
});

test("an upload that is not completed cannot be shared", async () => {
  const ticket = await ada.files.createUpload({ fileName: "a.jpg", fileSize: 5 });
  expect(await codeOf(ada.shares.create({ fileId: ticket.fileId }))).toBe("file.not_found");
});

test("a file of somebody else cannot be shared", async () => {
  const eve = await world.person("Eve");
  expect(await codeOf(eve.shares.create({ fileId }))).toBe("file.not_found");
  expect(await ada.shares.listByFile({ fileId })).toEqual({ shareLinks: [] });
});
