import { MINUTE_MS, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";
import type { Services } from "../services.ts";
import { openShare } from "./open-share.ts";
import { createSeenLinks } from "./seen-links.ts";
import { unlockShare } from "./unlock-share.ts";

const password = "open sesame";
let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let fileId: string;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person("Ada");
  fileId = (await upload(world, ada)).fileId;
});
afterEach(() => world.close());

const visitor = (services: Services) => ({ services, clientAddress: "192.0.2.1" });
const accessCount = async (linkId: string) => (await world.services.db.shareLinks.get(linkId))?.accessCount;
/** Another process on the same database: it knows of a link what it saw itself. */
const elsewhere = (changes: Partial<Services> = {}): Services => ({
  ...world.services,
  seenLinks: createSeenLinks(),
  ...changes,
});

const fail = () => Promise.reject(unavailable(new Error("no answer")));
const faults: Record<string, () => Partial<Services>> = {
  "the file": () => ({ db: { ...world.services.db, files: { ...world.services.db.files, get: fail } } }),
  "its owner": () => ({ db: { ...world.services.db, users: { ...world.services.db.users, get: fail } } }),
  "the visit": () => ({ visits: { ...world.services.visits, issue: fail } }),
};

test.each(
  Object.entries(faults).flatMap(([what, fault]) => [
    { what, fault, isMet: true },
    { what, fault, isMet: false },
  ]),
)("a fault over $what spends no access, in a process that met the link ($isMet) or not", async (one) => {
  const free = (await ada.shares.create({ fileId, maxAccessCount: 1 })).linkId;
  const locked = (await ada.shares.create({ fileId, password, maxAccessCount: 1 })).linkId;
  const services = one.isMet ? { ...world.services, ...one.fault() } : elsewhere(one.fault());
  expect(await codeOf(openShare(visitor(services), free))).toBe("dependency.unavailable");
  expect(await codeOf(unlockShare(visitor(services), { linkId: locked, password }))).toBe(
    "dependency.unavailable",
  );
  expect([await accessCount(free), await accessCount(locked)]).toEqual([0, 0]);
  expect(world.told("share_link_accessed")).toEqual([]);
  await openShare(visitor(world.services), free);
  await unlockShare(visitor(world.services), { linkId: locked, password });
});

const inMs = (ms: number) => new Date(world.services.now().getTime() + ms).toISOString();

test.each<[string, (linkId: string) => Promise<unknown>, string]>([
  ["revoked", (linkId) => ada.shares.revoke({ linkId }), "share.revoked"],
  ["locked", (linkId) => ada.shares.update({ linkId, password }), "share.password_required"],
  ["used up", (linkId) => openShare(visitor(elsewhere()), linkId), "share.used_up"],
  ["ended with its file", () => ada.files.delete({ fileId }), "share.revoked"],
  [
    "ended sooner",
    async (linkId) => {
      await ada.shares.update({ linkId, expiresAt: inMs(1_000) });
      world.pass(1_000);
    },
    "share.expired",
  ],
])(
  "what a process remembers of a link decides nothing: %s elsewhere, it opens no more",
  async (_, end, code) => {
    const { linkId } = await ada.shares.create({ fileId, maxAccessCount: 2 });
    const here = elsewhere();
    await openShare(visitor(here), linkId);
    await end(linkId);
    const before = await accessCount(linkId);
    expect(await codeOf(openShare(visitor(here), linkId))).toBe(code);
    expect(await accessCount(linkId)).toBe(before);
  },
);

test("a link that was over when a process saw it last, and was given more elsewhere, opens", async () => {
  const { linkId } = await ada.shares.create({ fileId, expiresAt: inMs(MINUTE_MS), maxAccessCount: 1 });
  const here = elsewhere();
  await openShare(visitor(here), linkId);
  expect(await codeOf(openShare(visitor(here), linkId))).toBe("share.used_up");
  await ada.shares.update({ linkId, maxAccessCount: 3 });
  await openShare(visitor(here), linkId);
  world.pass(MINUTE_MS);
  expect(await codeOf(openShare(visitor(here), linkId))).toBe("share.expired");
  await ada.shares.update({ linkId, expiresAt: null });
  await openShare(visitor(here), linkId);
  expect(await accessCount(linkId)).toBe(3);
});
