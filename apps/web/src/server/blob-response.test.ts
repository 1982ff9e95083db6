import { createMemoryStorage } from "@cloudpix/storage/memory";
import { beforeEach, expect, test } from "vitest";
import { blobResponse, parseRange } from "./blob-response.ts";

const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 251);
const blob = { container: "cloudpix-files", name: "user/file/film.mp4" } as const;
const headers = { contentType: "video/mp4", disposition: "attachment", cacheControl: "private, no-cache" };
let { blobs } = createMemoryStorage();
beforeEach(async () => {
  ({ blobs } = createMemoryStorage());
  await blobs.write(blob, bytes, "video/mp4");
});

const ask = (given: Record<string, string> = {}, method = "GET") =>
  blobResponse(
    new Request("https://pix.example.com/s/x/file", { method, headers: given }),
    blobs,
    blob,
    headers,
  );
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test("the whole file comes with its length, its type and an ETag", async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-length": "1000",
    "content-type": "video/mp4",
    "content-disposition": "attachment",
    "accept-ranges": "bytes",
  });
  expect((await bodyOf(response)).equals(bytes)).toBe(true);
});

test.each([
  ["bytes=0-99", 0, 99],
  ["bytes=900-", 900, 999],
  ["bytes=-100", 900, 999],
  ["bytes=990-5000", 990, 999],
  ["bytes=0-99999999999999999999999", 0, 999],
])("%s answers exactly those bytes", async (range, start, end) => {
  const response = await ask({ range });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/1000`);
  expect((await bodyOf(response)).equals(bytes.subarray(start, end + 1))).toBe(true);
});

test.each(["bytes=1000-", "bytes=99999999999999999999999-", `bytes=${"9".repeat(400)}-${"9".repeat(400)}`])(
  "a range behind the end is 416 with the true length: %s",
  async (range) => {
    const response = await ask({ range });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe("bytes */1000");
  },
);

test.each(["bytes=5-2", "bytes=-", "items=0-1", "bytes=0-1,5-6", "rubbish"])(
  "%s asks for the whole",
  (range) => {
    expect(parseRange(range, 1_000)).toBeNull();
  },
);

test("a known ETag is answered without bytes; a range of another version with the whole", async () => {
  const etag = (await ask()).headers.get("etag") ?? "";
  expect((await ask({ "if-none-match": etag })).status).toBe(304);
  expect((await ask({ range: "bytes=0-9", "if-range": etag })).status).toBe(206);
  expect((await ask({ range: "bytes=0-9", "if-range": '"other"' })).status).toBe(200);
});

test.each([
  (etag: string) => `W/${etag}`,
  (etag: string) => `"other", ${etag}`,
  (etag: string) => `"other",W/${etag} , "a,b"`,
  () => " * ",
])("a known version is recognised in every form If-None-Match takes", async (form) => {
  const etag = (await ask()).headers.get("etag") ?? "";
  expect((await ask({ "if-none-match": form(etag) })).status).toBe(304);
  expect((await ask({ "if-none-match": `"other", "${form(etag).length}"` })).status).toBe(200);
});

test("HEAD tells the length and sends nothing", async () => {
  const response = await ask({}, "HEAD");
  expect(response.headers.get("content-length")).toBe("1000");
  expect(await bodyOf(response)).toHaveLength(0);
});
