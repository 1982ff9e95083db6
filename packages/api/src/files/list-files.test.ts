import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

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

test("pages walk all files once, newest first", async () => {
  await uploadMany(7);
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof ada.files.list>> = await ada.files.list({ limit: 3, cursor });
    names.push(...page.files.map(({ fileName }) => fileName));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(names).toEqual(["6.jpg", "5.jpg", "4.jpg", "3.jpg", "2.jpg", "1.jpg", "0.jpg"]);
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
