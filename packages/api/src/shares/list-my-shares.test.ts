import { DAY_MS, type MyShareLinkView } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const walk = async (limit: number) => {
  const links: MyShareLinkView[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof ada.shares.listMine>> = await ada.shares.listMine({
      limit,
      cursor,
    });
    links.push(...page.shareLinks);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return links;
};

test("all links to all files are walked once, newest first, each with what it leads to", async () => {
  const made: string[] = [];
  for (const fileName of ["a.jpg", "b.jpg"]) {
    const { fileId } = await upload(world, ada, { fileName });
    for (let count = 0; count < 3; count += 1) {
      // Some of one moment: their order is their own, but none is met twice or missed.
      if (count !== 1) world.pass(1_000);
      made.push((await ada.shares.create({ fileId })).linkId);
    }
  }
  const links = await walk(2);
  expect(links.map(({ linkId }) => linkId).sort()).toEqual(made.sort());
  const dates = links.map(({ createdDate }) => createdDate);
  expect(dates).toEqual([...dates].sort().reverse());
  expect(links.map(({ file }) => file?.fileName)).toEqual([
    "b.jpg",
    "b.jpg",
    "b.jpg",
    "a.jpg",
    "a.jpg",
    "a.jpg",
  ]);
});

test("revoked and expired links are in the list and say so", async () => {
  const { fileId } = await upload(world, ada);
  const end = new Date(world.services.now().getTime() + 1_000).toISOString();
  await ada.shares.create({ fileId, expiresAt: end });
  await ada.shares.create({ fileId, expiresAt: null, password: "sesame" });
  const revoked = await ada.shares.create({ fileId });
  await ada.shares.revoke({ linkId: revoked.linkId });
  world.pass(1_000);
  const states = (await walk(10)).map(({ state }) => state).sort();
  expect(states).toEqual(["expired", "live", "revoked"]);
});

test("a file in the trash or gone is null; a restored one is there again, its link ended", async () => {
  const { fileId } = await upload(world, ada);
  await ada.shares.create({ fileId });
  await ada.files.delete({ fileId });
  expect(await walk(10)).toMatchObject([{ file: null, isRevoked: true }]);
  await ada.files.restore({ fileId });
  expect(await walk(10)).toMatchObject([{ file: { fileId, fileName: "beach.jpg" }, isRevoked: true }]);
  await ada.files.purge({ fileId });
  expect(await walk(10)).toMatchObject([{ file: null }]);
});

test("a file's picture comes with read URLs of storage, as in the owner's other lists", async () => {
  const { fileId } = await upload(world, ada);
  await ada.shares.create({ fileId });
  const file = await world.services.db.files.get(ada.user.userId, fileId);
  if (file === null) throw new Error("the file is gone");
  const rendition = { name: "thumb", blobName: "t", contentType: "image/webp", width: 3, height: 2 } as const;
  await world.services.db.files.update(ada.user.userId, fileId, {
    thumbnail: { ...file.thumbnail, state: "ready", renditions: [{ ...rendition, sizeBytes: 9 }] },
  });
  const [link] = await walk(10);
  expect(link?.file?.thumbnail.renditions[0]?.url).toContain("cloudpix-thumbnails");
});

test("a page takes two questions to the database, however many links it has", async () => {
  const { db } = world.services;
  for (const fileName of ["a.jpg", "b.jpg", "c.jpg"]) {
    const { fileId } = await upload(world, ada, { fileName });
    await ada.shares.create({ fileId });
    await ada.shares.create({ fileId });
  }
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
  expect((await ada.shares.listMine({})).shareLinks).toHaveLength(6);
  expect(asked).toEqual(["users.get", "shareLinks.listByUser", "files.getMany"]);
});

test("links of somebody else are not in the list, and their cursor is none of ours", async () => {
  const { fileId } = await upload(world, ada);
  await ada.shares.create({ fileId });
  world.pass(DAY_MS / 100);
  await ada.shares.create({ fileId });
  const eve = await world.person("Eve");
  expect(await eve.shares.listMine({})).toEqual({ shareLinks: [], nextCursor: null });
  const { nextCursor } = await ada.shares.listMine({ limit: 1 });
  expect(await codeOf(eve.shares.listMine({ cursor: nextCursor }))).toBe("input.invalid");
  expect(await codeOf(ada.files.list({ cursor: nextCursor }))).toBe("input.invalid");
});
