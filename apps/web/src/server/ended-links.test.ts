import { jpegBytes, openWorld, upload, type World } from "@cloudpix/api/testing";
import { MINUTE_MS, type RenditionName } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import { handleShare } from "./share-handler.ts";

const assets = ["thumb", "medium", "preview", "file", "og.jpg"] as const;
const origin = "https://pix.example.com";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
let linkId: string;
let visit: string;
beforeEach(async () => {
  world = await openWorld();
  runWorld(world);
  ada = await world.person();
  ({ fileId } = await upload(world, ada));
  await withRenditions("thumb", "medium", "preview", "og");
  const expiresAt = new Date(world.services.now().getTime() + MINUTE_MS).toISOString();
  ({ linkId } = await ada.shares.create({ fileId, expiresAt, maxAccessCount: 2 }));
  visit = (await world.stranger.shares.open({ linkId })).visitToken;
});
afterEach(() => world.close());

/** What the worker leaves behind. */
const withRenditions = async (...names: RenditionName[]) => {
  const { db, blobs } = world.services;
  const file = await db.files.get(ada.user.userId, fileId);
  if (file === null) throw new Error("the file is gone");
  const renditions = names.map((name) => {
    const facts = { contentType: "image/jpeg", width: 3, height: 2, sizeBytes: 10 };
    return { ...facts, name, blobName: `${fileId}/${name}` };
  });
  for (const { blobName } of renditions)
    await blobs.write({ container: "cloudpix-thumbnails", name: blobName }, jpegBytes(), "image/jpeg");
  await db.files.update(ada.user.userId, fileId, {
    thumbnail: { ...file.thumbnail, state: "ready", renditions },
  });
};

/** How each asset answers a browser in its visit: 200, or why not. */
const answers = async () => {
  const asked = assets.map(async (asset) => {
    const headers = { cookie: `__Secure-cloudpix.visit=${visit}` };
    const request = new Request(`${origin}/s/${linkId}/${asset}`, { headers });
    const answer = await handleShare(request, { linkId, step: asset });
    const told = answer.ok ? answer.status : [answer.status, (await answer.json()).code];
    return [asset, told] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
};

const all = (told: unknown) => Object.fromEntries(assets.map((asset) => [asset, told]));
const closeOnly = async () => {
  const { users } = world.services.db;
  const from = (await users.get(ada.user.userId))?.passwordHash ?? "";
  await users.close(ada.user.userId, { from, at: world.services.now().toISOString() });
};

test.each<[string, () => unknown, Record<string, unknown>]>([
  ["revoked", () => ada.shares.revoke({ linkId }), all([410, "share.revoked"])],
  ["revoked, as all of its file", () => ada.shares.revokeAll({ fileId }), all([410, "share.revoked"])],
  ["expired", () => world.pass(MINUTE_MS), all([410, "share.expired"])],
  [
    "used up: its last visitors finish",
    () => world.stranger.shares.open({ linkId }),
    { ...all(200), "og.jpg": [410, "share.used_up"] },
  ],
  ["its file in the trash", () => ada.files.delete({ fileId }), all([410, "share.revoked"])],
  [
    "its account deleted",
    () => ada.auth.deleteAccount({ password: "correct horse" }),
    all([410, "share.revoked"]),
  ],
  ["its account closed in this moment", closeOnly, all([404, "share.not_found"])],
])(
  "a link that ended says so for every byte on the next request, to a running visit and to chats: %s",
  async (_, end, expected) => {
    expect(await answers()).toEqual(all(200));
    await end();
    expect(await answers()).toEqual(expected);
  },
);
