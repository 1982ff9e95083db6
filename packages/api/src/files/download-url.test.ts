import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("a download URL saves under the file's own name; a type that browsers run is never shown inline", async () => {
  const html = new TextEncoder().encode("<script>1</script>");
  const { fileId, blobUrl } = await upload(world, ada, { fileName: "café.html", bytes: html });
  const { url } = await ada.files.downloadUrl({ fileId });
  for (const address of [url, blobUrl ?? ""]) expect(decodeURIComponent(address)).toContain("attachment");
});

test("an upload that is not completed cannot be downloaded", async () => {
  const { fileId } = await ada.files.createUpload({ fileName: "a.jpg", fileSize: 5 });
  expect(await codeOf(ada.files.downloadUrl({ fileId }))).toBe("file.not_found");
});

test("a file of somebody else cannot be downloaded", async () => {
  const { fileId } = await upload(world, ada);
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.downloadUrl({ fileId }))).toBe("file.not_found");
  await expect(ada.files.get({ fileId })).resolves.toMatchObject({ fileId });
});
