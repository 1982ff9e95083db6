import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("a deleted file is gone from the next request on, and its links with it", async () => {
  const { fileId } = await upload(world, ada);
  const { linkId } = await ada.shares.create({ fileId });
  await ada.files.delete({ fileId });
  expect(await codeOf(ada.files.get({ fileId }))).toBe("file.not_found");
  expect(await codeOf(ada.files.downloadUrl({ fileId }))).toBe("file.not_found");
  expect(await codeOf(ada.files.delete({ fileId }))).toBe("file.not_found");
  expect(await codeOf(world.stranger.shares.open({ linkId }))).toBe("share.revoked");
});

test("files in the trash still count against the quota", async () => {
  const { fileId, fileSize } = await upload(world, ada);
  await ada.files.delete({ fileId });
  expect((await ada.auth.profile()).usedBytes).toBe(fileSize);
});

test("of two deletions at once one wins and the other finds nothing", async () => {
  const { fileId } = await upload(world, ada);
  const outcomes = await Promise.allSettled([ada.files.delete({ fileId }), ada.files.delete({ fileId })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a download URL saves under the file's own name; a type that browsers run is never shown inline", async () => {
  const html = new TextEncoder().encode("<script>1</script>");
  const { fileId, blobUrl } = await upload(world, ada, { fileName: "café.html", bytes: html });
  const { url } = await ada.files.downloadUrl({ fileId });
  for (const address of [url, blobUrl ?? ""]) expect(decodeURIComponent(address)).toContain("attachment");
});

test("an upload that is not completed cannot be read, downloaded, shared or deleted", async () => {
  const { fileId } = await ada.files.createUpload({ fileName: "a.jpg", fileSize: 5 });
  const refused = [
    ada.files.get({ fileId }),
    ada.files.downloadUrl({ fileId }),
    ada.files.delete({ fileId }),
    ada.shares.create({ fileId }),
  ].map(codeOf);
  expect(new Set(await Promise.all(refused))).toEqual(new Set(["file.not_found"]));
});

test("a file of somebody else does not exist: not to read, download, delete, share or list its links", async () => {
  const { fileId } = await upload(world, ada);
  const eve = await world.person("Eve");
  const refused = [
    eve.files.get({ fileId }),
    eve.files.downloadUrl({ fileId }),
    eve.files.delete({ fileId }),
    eve.shares.create({ fileId }),
    eve.shares.listByFile({ fileId }),
  ].map(codeOf);
  expect(new Set(await Promise.all(refused))).toEqual(new Set(["file.not_found"]));
  await expect(ada.files.get({ fileId })).resolves.toMatchObject({ fileId });
});

test("nobody without a session reaches a file", async () => {
  const { fileId } = await upload(world, ada);
  const refused = [
    world.stranger.files.get({ fileId }),
    world.stranger.files.list({}),
    world.stranger.files.createUpload({ fileName: "a", fileSize: 1 }),
    world.stranger.shares.create({ fileId }),
  ].map(codeOf);
  expect(new Set(await Promise.all(refused))).toEqual(new Set(["auth.required"]));
});
