import type { FileSort } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const uploadMany = async (count: number) => {
  for (let index = 0; index < count; index += 1) {
    world.pass(1);
    await upload(world, ada, { fileName: `${index}.jpg` });
  }
};

const walk = async (query: { sort?: FileSort; q?: string; trash?: boolean }, limit: number) => {
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof ada.files.list>> = await ada.files.list({
      ...query,
      limit,
      cursor,
    });
    names.push(...page.files.map(({ fileName }) => fileName));
    cursor = page.nextCursor;
    expect(cursor?.length ?? 0).toBeLessThanOrEqual(512);
  } while (cursor !== null);
  return names;
};

test("pages walk all files once, newest first", async () => {
  await uploadMany(7);
  expect(await walk({}, 3)).toEqual(["6.jpg", "5.jpg", "4.jpg", "3.jpg", "2.jpg", "1.jpg", "0.jpg"]);
});

test.each([
  ["newest", ["a.jpg", "Ä.jpg", "C.jpg", "b.jpg"]],
  ["oldest", ["b.jpg", "C.jpg", "Ä.jpg", "a.jpg"]],
  ["name", ["a.jpg", "b.jpg", "C.jpg", "Ä.jpg"]],
  ["name_desc", ["Ä.jpg", "C.jpg", "b.jpg", "a.jpg"]],
  ["largest", ["C.jpg", "a.jpg", "b.jpg", "Ä.jpg"]],
  ["smallest", ["Ä.jpg", "b.jpg", "a.jpg", "C.jpg"]],
] as const)("pages sorted by %s walk all files once", async (sort, expected) => {
  for (const [fileName, size] of [
    ["b.jpg", 200],
    ["C.jpg", 400],
    ["Ä.jpg", 100],
    ["a.jpg", 300],
  ] as const) {
    world.pass(1);
    await upload(world, ada, { fileName, bytes: jpegBytes(size) });
  }
  expect(await walk({ sort }, 1)).toEqual(expected);
  expect(await walk({ sort }, 3)).toEqual(expected);
});

test("files alike in name or size are each met once, whatever the page's length", async () => {
  for (let count = 0; count < 5; count += 1) await upload(world, ada, { fileName: "same.jpg" });
  for (const sort of ["name", "name_desc", "largest", "smallest"] as const) {
    for (const limit of [1, 2, 3]) expect(await walk({ sort }, limit)).toHaveLength(5);
  }
});

test("the longest names make cursors that callers may send", async () => {
  // A ligature that folds to eighteen letters, and letters of four bytes.
  for (const fileName of ["\uFDFA".repeat(85), "𝕏".repeat(63), "é".repeat(127)])
    await upload(world, ada, { fileName });
  expect(await walk({ sort: "name" }, 1)).toHaveLength(3);
});

test("a search finds the names that hold all its words, in any letter case, page by page", async () => {
  for (const fileName of ["Beach in May.jpg", "beach.jpg", "May.jpg", "100%_beach.jpg"]) {
    world.pass(1);
    await upload(world, ada, { fileName });
  }
  expect(await walk({ q: "BEACH" }, 1)).toEqual(["100%_beach.jpg", "beach.jpg", "Beach in May.jpg"]);
  expect(await walk({ q: " may  beach " }, 1)).toEqual(["Beach in May.jpg"]);
  expect(await walk({ q: "%_" }, 10)).toEqual(["100%_beach.jpg"]);
  expect(await walk({ q: "  " }, 10)).toHaveLength(4);
  const eve = await world.person("Eve");
  expect((await eve.files.list({ q: "beach" })).files).toEqual([]);
});

test("a cursor of another order, of the trash or of the links is refused", async () => {
  await uploadMany(2);
  const { nextCursor: cursor } = await ada.files.list({ limit: 1, sort: "name" });
  for (const sort of ["newest", "name_desc", "largest"] as const)
    expect(await codeOf(ada.files.list({ cursor, sort }))).toBe("input.invalid");
  expect(await codeOf(ada.files.list({ cursor, sort: "name", trash: true }))).toBe("input.invalid");
  expect(await codeOf(ada.shares.listMine({ cursor }))).toBe("input.invalid");
  expect((await ada.files.list({ cursor, sort: "name" })).files).toHaveLength(1);
});

test("uploads that are not completed and somebody else's files are not in the list", async () => {
  await upload(world, ada);
  await ada.files.createUpload({ fileName: "on-its-way.jpg", fileSize: 5 });
  const eve = await world.person("Eve");
  expect((await ada.files.list({})).files.map(({ fileName }) => fileName)).toEqual(["beach.jpg"]);
  expect((await eve.files.list({})).files).toEqual([]);
});

test("the trash lists what was deleted and nothing else", async () => {
  await uploadMany(2);
  const [last] = (await ada.files.list({})).files;
  await ada.files.delete({ fileId: last?.fileId ?? "" });
  const namesOf = async (trash: boolean) =>
    (await ada.files.list({ trash })).files.map(({ fileName }) => fileName);
  expect(await namesOf(true)).toEqual(["1.jpg"]);
  expect(await namesOf(false)).toEqual(["0.jpg"]);
});

test("a file in the trash says since when it is there, all others say nothing of it", async () => {
  const { fileId } = await upload(world, ada);
  world.pass(5_000);
  const at = world.services.now().toISOString();
  await ada.files.delete({ fileId });
  world.pass(5_000);
  expect((await ada.files.list({ trash: true })).files[0]?.trashedDate).toBe(at);
  expect((await ada.files.restore({ fileId })).trashedDate).toBeUndefined();
});

test("a file says how many live links lead to it", async () => {
  const { fileId } = await upload(world, ada);
  const { linkId } = await ada.shares.create({ fileId });
  await ada.shares.create({ fileId });
  await ada.shares.revoke({ linkId });
  expect((await ada.files.list({})).files[0]).toMatchObject({ isShared: true, shareCount: 1 });
});

test.each([
  ["page size -1", '{"limit":-1}'],
  ["page size 10⁹", '{"limit":1e9}'],
  ["a made-up cursor", '{"cursor":"bm90IGEgY3Vyc29y"}'],
  ["an unknown kind", '{"kind":"secret"}'],
  ["an unknown field", '{"userId":"somebody"}'],
])("%s is refused", async (_, sent) => {
  expect(await codeOf(ada.files.list(JSON.parse(sent)))).toBe("input.invalid");
});

test("a cursor of somebody else or with one changed letter is refused", async () => {
  await uploadMany(2);
  const { nextCursor } = await ada.files.list({ limit: 1 });
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.list({ cursor: nextCursor }))).toBe("input.invalid");
  const forged = `${nextCursor?.slice(0, 3)}${nextCursor?.charAt(3) === "A" ? "B" : "A"}${nextCursor?.slice(4)}`;
  expect(await codeOf(ada.files.list({ cursor: forged }))).toBe("input.invalid");
  expect(await codeOf(ada.files.list({ cursor: `${nextCursor}!*` }))).toBe("input.invalid");
});
