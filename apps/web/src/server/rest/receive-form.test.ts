import { gzipSync } from "node:zlib";
import { jpegBytes } from "@cloudpix/api/testing";
import { unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { footprintOf } from "../../../test/footprint.ts";
import { boundary, field, formOf, formType, inPieces, part } from "./testing/form-text.ts";
import { openRestWorld, type RestWorld } from "./testing/rest-world.ts";

let rest: RestWorld;
beforeEach(async () => {
  rest = await openRestWorld();
});
afterEach(() => rest.close());

const jpeg = jpegBytes(3_000);
const good = part('name="file"; filename="a.jpg"', jpeg);
const send = (raw: BodyInit, headers: Record<string, string> = formType) =>
  rest.ask("POST /files/upload", { raw, headers });
const footprint = () => footprintOf(rest.services, async () => 0);
const download = async (url: string) => (await rest.storage.fetchUrl(url)).bytes;

test.each([1, 7, 64, 100_000])(
  "a form that arrives in pieces of %i bytes is the file, byte for byte",
  async (size) => {
    const bytes = Buffer.concat([jpeg, Buffer.from(`\r\n--${boundary.slice(0, -1)}\r\n--\r\n\r\n`)]);
    const answer = await send(inPieces(formOf(part('name="file"; filename="a.jpg"', bytes)), size));
    expect(answer.json).toMatchObject({
      fileName: "a.jpg",
      fileSize: bytes.length,
      contentType: "image/jpeg",
    });
    expect(Buffer.from(await download(answer.json.blobUrl)).equals(bytes)).toBe(true);
    expect((await footprint()).users[0]?.user.usedBytes).toBe(bytes.length);
  },
);

test.each([
  ['filename="café 100%?#.jpg"', "café 100%?#.jpg"],
  ['filename="100%25 + more.jpg"', "100%25 + more.jpg"],
  ['filename="a \\"quoted\\" name.jpg"', 'a "quoted" name.jpg'],
  ["filename=plain.jpg", "plain.jpg"],
  ["filename*=UTF-8''caf%C3%A9%20%E2%82%AC.jpg", "café €.jpg"],
  ["filename=\"caf_.jpg\"; filename*=utf-8''caf%C3%A9.jpg", "café.jpg"],
  ["filename*=utf-8''caf%C3%A9.jpg; filename=\"caf_.jpg\"", "café.jpg"],
  ["filename=\"=?utf-8?B?Y2Fmw6kuanBn?=\"; filename*=utf-8''caf%C3%A9.jpg", "café.jpg"],
  ["FileName=caf_.jpg;FILENAME* = \"UTF-8'fr'caf%c3%a9.jpg\" ;", "café.jpg"],
  ["filename=\"caf_.jpg\"; filename*=ISO-8859-1''caf%E9.jpg", "café.jpg"],
  ["filename=\"plain.jpg\"; filename*=UTF-8''caf%E9.jpg", "plain.jpg"],
  ["filename=\"plain.jpg\"; filename*=klingon''x.jpg", "plain.jpg"],
  ["filename=\"plain.jpg\"; filename*=UTF-8''100%.jpg", "plain.jpg"],
  ['filename="a; filename=b.jpg"', "a; filename=b.jpg"],
  ["filename=two words.jpg", "two words.jpg"],
  ['filename="a%22b.jpg"', "a%22b.jpg"],
  ['filename="写真; 夏.jpg"', "写真; 夏.jpg"],
  ['filename="CON"', "CON"],
  ['filename=".hidden"', ".hidden"],
])("%s is kept as it was sent", async (given, kept) => {
  const answer = await send(formOf(part(`name="file"; ${given}`, jpeg)));
  expect([answer.status, answer.json.fileName]).toEqual([201, kept]);
});

test("a file whose sender does not say what it is, is not said to be anything", async () => {
  const bytes = new Uint8Array([0, 1, 2, 253, 254, 255]);
  const answer = await send(formOf(part('name="file"; filename="noise"', bytes, null)));
  expect(answer.json).toMatchObject({ contentType: "application/octet-stream", kind: "other" });
});

test("text beside the file is passed over", async () => {
  const form = formOf(field("note", "x".repeat(5_000)), good, field("other", ""));
  expect((await send(form)).json).toMatchObject({ fileName: "a.jpg", fileSize: 3_000 });
});

const many = (count: number) => Array.from({ length: count }, (_, index) => field(`n${index}`, "x"));
const badForms: [string, BodyInit][] = [
  ["no part at all", formOf()],
  ["nothing", ""],
  ["no file", formOf(field("note", "x"))],
  ["a file by another name", formOf(part('name="photo"; filename="a.jpg"', jpeg))],
  ["the file as text", formOf(field("file", "x"))],
  ["bytes without a name", formOf(part('name="file"', jpeg, "application/octet-stream"))],
  ["the file twice", formOf(good, good)],
  ["another file after it", formOf(good, part('name="photo"; filename="b.jpg"', jpeg))],
  ["another file before it", formOf(part('name="photo"; filename="b.jpg"', jpeg), good)],
  ["too many fields after it", formOf(good, ...many(20))],
  ["too many fields before it", formOf(...many(20), good)],
  ["no end", good],
  ["an end within the file", good.subarray(0, 2_000)],
  ["an end within the headers", good.subarray(0, 80)],
  ["another boundary", formOf(good).toString("latin1").replaceAll(boundary, "other")],
  ["an empty file", formOf(part('name="file"; filename="a.jpg"', ""))],
  ["a path", formOf(part('name="file"; filename="../../etc/passwd"', jpeg))],
  ["a Windows path", formOf(part('name="file"; filename="C:\\\\x\\\\a.jpg"', jpeg))],
  ["NUL in the name", formOf(part('name="file"; filename="a\0.jpg"', jpeg))],
  ["an encoded line break in the name", formOf(part("name=\"file\"; filename*=UTF-8''a%0D%0Ab.jpg", jpeg))],
  ["a turned name", formOf(part('name="file"; filename="a\u202Egpj.exe"', jpeg))],
  ["dots for a name", formOf(part('name="file"; filename=".."', jpeg))],
  ["no letters in the name", formOf(part('name="file"; filename=""', jpeg))],
  [
    "a name in Latin-1",
    Buffer.from(
      formOf(part('name="file"; filename="caf\u00e9.jpg"', jpeg))
        .toString("latin1")
        .replace("\u00c3\u00a9", "\u00e9"),
      "latin1",
    ),
  ],
  [
    "a name in Latin-1 that calls itself UTF-8",
    formOf(part("name=\"file\"; filename*=UTF-8''caf%E9.jpg", jpeg)),
  ],
  ["quotes that do not close", formOf(part('name="file"; filename="a.jpg', jpeg))],
  ["more behind the quotes", formOf(part('name="file"; filename="a" b".jpg"', jpeg))],
  ["4 KB of nothing in the name", formOf(part(`name=${" ".repeat(4_000)}"`, jpeg))],
  ["a name of 4 KB", formOf(part(`name="file"; filename="${"é".repeat(2_000)}"`, jpeg))],
];
test.each(badForms)("a form with %s is 400 and leaves nothing", async (_, raw) => {
  const before = await footprint();
  const answer = await send(raw);
  expect([answer.status, answer.json.code]).toEqual([400, "input.invalid"]);
  expect(await footprint()).toEqual(before);
});

test.each([
  ["multipart/form-data", 400],
  [`multipart/form-data; boundary=${"x".repeat(71)}`, 400],
  ['multipart/form-data; boundary=""', 400],
  ['multipart/form-data; boundary="a\\b"', 400],
  [`multipart/mixed; boundary=${boundary}`, 415],
  ["multipart/form-database; boundary=x", 415],
  ["application/json", 415],
  ["application/x-www-form-urlencoded", 415],
  ["image/jpeg", 415],
])("a body of type %s is %i", async (type, status) => {
  expect((await send(formOf(good), { "content-type": type })).status).toBe(status);
});

test("a form that was packed on its way is 415", async () => {
  const packed = { ...formType, "content-encoding": "gzip" };
  const answer = await send(new Uint8Array(gzipSync(formOf(good))), packed);
  expect([answer.status, answer.json.error]).toEqual([415, expect.stringContaining("content-encoding")]);
});

test("boundaries of 70 characters, in quotes, in any case and with room around them are boundaries", async () => {
  const long = "x".repeat(70);
  const form = formOf(good).toString("latin1").replaceAll(boundary, long);
  for (const type of [
    `Multipart/Form-Data; charset=utf-8; Boundary="${long}"`,
    `multipart/form-data; boundary = ${long}`,
  ])
    expect((await send(Buffer.from(form, "latin1"), { "content-type": type })).status).toBe(201);
});

test("a file over the limit of forms is 413 by its announced length, before it is read, and by its own", async () => {
  const before = await footprint();
  const large = formOf(part('name="file"; filename="a.jpg"', jpegBytes(300_000)));
  const announced = await send(inPieces(large, 1_000), { ...formType, "content-length": "300000" });
  const grown = await send(inPieces(large, 1_000));
  for (const answer of [announced, grown])
    expect([answer.status, answer.json.code]).toEqual([413, "upload.too_large"]);
  expect(await footprint()).toEqual(before);
});

test("a file over the space that is left is 413 and leaves nothing", async () => {
  await rest.services.db.users.update(rest.ada.user.userId, { quotaBytes: 1_000 });
  const before = await footprint();
  expect(await send(formOf(good))).toMatchObject({ status: 413, json: { code: "quota.exceeded" } });
  expect(await footprint()).toEqual(before);
});

test("storage that does not answer is 503, and nothing is left of the upload", async () => {
  const before = await footprint();
  const { blobs } = rest.services;
  const writeStream = () => Promise.reject(unavailable(new Error("down")));
  rest.services.blobs = { ...blobs, writeStream };
  const answer = await send(
    inPieces(formOf(part('name="file"; filename="a.jpg"', jpegBytes(150_000))), 1_000),
  );
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await footprint()).toEqual(before);
});

test("a sender that goes away leaves nothing behind", async () => {
  const before = await footprint();
  const gone = new AbortController();
  const raw = new ReadableStream({
    start: (controller) => controller.enqueue(good.subarray(0, 1_000)),
    pull: (controller) => {
      gone.abort();
      controller.error(new TypeError("terminated"));
    },
  });
  const answer = await rest.ask("POST /files/upload", { raw, headers: formType, signal: gone.signal });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(await footprint()).toEqual(before);
});

test("a token that may not write is told so, whatever it sends", async () => {
  const { token } = await rest.ada.auth.createAccessToken({ name: "reader", scopes: ["files:read"] });
  const answer = await rest.ask("POST /files/upload", { token, raw: "x" });
  expect([answer.status, answer.json.code]).toEqual([403, "auth.scope_missing"]);
});
