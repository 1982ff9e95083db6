import { jpegBytes, upload } from "@cloudpix/api/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRestWorld, type RestWorld } from "./testing/rest-world.ts";

let rest: RestWorld;
beforeEach(async () => {
  rest = await openRestWorld();
});
afterEach(() => rest.close());

test.each([
  "limit=0",
  "limit=101",
  "limit=1e2",
  "limit=",
  "limit=ten",
  "limit=1&limit=2",
  "kind=pictures",
  "sort=random",
  "cursor=",
  "cursor=forged",
  "page=2",
  "__proto__=1",
  "trash=true",
])("GET /files?%s is refused with the field", async (query) => {
  const answer = await rest.ask(`GET /files?${query}`);
  expect([answer.status, answer.json.code]).toEqual([400, "input.invalid"]);
});

test("the list of files is walked by cursor, and without a limit it is the first hundred", async () => {
  for (let count = 0; count < 3; count += 1) await upload(rest.world, rest.ada, { fileName: `${count}.jpg` });
  const first = await rest.ask("GET /files?limit=2&sort=name");
  expect(first.json.files.map(({ fileName }: { fileName: string }) => fileName)).toEqual(["0.jpg", "1.jpg"]);
  const next = await rest.ask(
    `GET /files?limit=2&sort=name&cursor=${encodeURIComponent(first.json.nextCursor)}`,
  );
  expect(next.json).toMatchObject({ files: [{ fileName: "2.jpg", status: "active" }], nextCursor: null });
  expect((await rest.ask("GET /files")).json.files).toHaveLength(3);
  expect((await rest.ask("GET /files?q=1")).json.files).toHaveLength(1);
  expect((await rest.ask("GET /files?kind=video")).json.files).toEqual([]);
});

test("a deleted file is gone and its links with it; permanently also from the trash", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  const linkId = await rest.linkTo(fileId);
  expect((await rest.ask(`DELETE /files/${fileId}?permanent=yes`)).status).toBe(400);
  expect((await rest.ask(`DELETE /files/${fileId}`)).json).toEqual({ message: expect.any(String) });
  expect((await rest.ask(`GET /files/${fileId}`)).status).toBe(404);
  expect((await rest.ask(`GET /share/${linkId}`, { token: null })).status).toBe(410);
  expect((await rest.ask(`DELETE /files/${fileId}?permanent=true`)).status).toBe(200);
  expect((await rest.ada.files.list({ trash: true })).files).toEqual([]);
});

test("a file that is still being verified is there", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  await rest.services.db.files.update(
    rest.ada.user.userId,
    fileId,
    { status: "verifying" },
    { status: ["active"] },
  );
  expect((await rest.ask(`GET /files/${fileId}`)).json.status).toBe("active");
});

test("a form with one file becomes that file", async () => {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(jpegBytes(5_000))], "café 100%?#.jpg", { type: "image/jpeg" }));
  const answer = await rest.ask("POST /files/upload", { raw: form });
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({ fileName: "café 100%?#.jpg", fileSize: 5_000, status: "active" });
});
