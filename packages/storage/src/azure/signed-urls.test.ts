import { createHash, randomBytes } from "node:crypto";
import { addMs, HOUR_MS } from "@cloudpix/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BlobRef } from "../blob-store.ts";
import { containerNames } from "../names.ts";
import { openAzurite } from "../testing/open-azurite.ts";
import { downloadFrom, uploadTo } from "../testing/signed-url-holder.ts";
import { type AzureStorage, openAzureStorage } from "./open-azure-storage.ts";

const allowed = "http://localhost:3000";

let azurite: Awaited<ReturnType<typeof openAzurite>>;
let storage: AzureStorage;
beforeAll(async () => {
  azurite = await openAzurite();
  storage = await openAzureStorage({ connectionString: azurite.connectionString });
  await storage.ensureReady({ allowedOrigins: [allowed, "https://photos.example"] });
});
afterAll(() => azurite?.close());

const uploadUrl = (name: string) => storage.blobs.signUpload(name, addMs(new Date(), HOUR_MS), new Date());
const readUrl = (blob: BlobRef) =>
  storage.blobs.signRead(blob, {
    fileName: "a.jpg",
    contentType: "image/jpeg",
    disposition: "inline",
    now: new Date(),
  });
/** The same signature on another path. */
const moved = (url: string, from: string, to: string) => {
  expect(url).toContain(from);
  return url.replace(from, to);
};
const put = async (url: string, body: Uint8Array | string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { method: "PUT", headers, body: body.slice() });
  return { status: response.status, text: await response.text() };
};
const blockUrl = (url: string, block: number) =>
  `${url}&comp=block&blockid=${encodeURIComponent(Buffer.from(String(block).padStart(6, "0")).toString("base64"))}`;
const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest("base64");
const commit = (url: string, blocks: number[]) => {
  const ids = blocks.map((block) => Buffer.from(String(block).padStart(6, "0")).toString("base64"));
  const list = ids.map((id) => `<Latest>${id}</Latest>`).join("");
  return put(`${url}&comp=blocklist`, `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`);
};

test("no container answers a request without a signature", async () => {
  for (const container of containerNames) {
    const blob: BlobRef = { container, name: "u/f/secret.jpg" };
    await storage.blobs.write(blob, Buffer.from("secret"), "image/jpeg");
    const url = `${azurite.blobUrl}/${container}`;
    for (const path of ["/u/f/secret.jpg", "?restype=container&comp=list"]) {
      const answer = await fetch(url + path);
      expect(answer.ok).toBe(false);
      expect(await answer.text()).not.toContain("secret.jpg");
    }
  }
});

test("blocks sent with their digests become the blob once they are committed, and not before", async () => {
  const url = await uploadUrl("u/blocks");
  const blob: BlobRef = { container: "cloudpix-incoming", name: "u/blocks" };
  const blocks = [randomBytes(70_000), randomBytes(30_000)];
  for (const [index, bytes] of blocks.entries()) {
    expect((await put(blockUrl(url, index), bytes, { "content-md5": md5(bytes) })).status).toBe(201);
  }
  expect(await storage.blobs.facts(blob)).toBeNull();
  expect((await commit(url, [0, 1])).status).toBe(201);
  const read = await storage.blobs.read(blob);
  const received = Buffer.concat(await Array.fromAsync(read?.stream ?? []));
  expect(received.equals(Buffer.concat(blocks))).toBe(true);
});

test("a block that was damaged on its way is refused by storage itself", async () => {
  const url = await uploadUrl("u/damaged");
  const bytes = randomBytes(1_000);
  const answer = await put(blockUrl(url, 0), randomBytes(1_000), { "content-md5": md5(bytes) });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("Md5Mismatch");
});

test("an upload URL writes no other blob, no other container, and reads, lists and deletes nothing", async () => {
  const url = await uploadUrl("u/mine");
  expect(await uploadTo(moved(url, "u/mine", "u/yours"), Buffer.from("x"))).toBe(false);
  expect(await uploadTo(moved(url, "cloudpix-incoming", "cloudpix-files"), Buffer.from("x"))).toBe(false);
  expect(await uploadTo(moved(url, "cloudpix-incoming", "cloudpix-thumbnails"), Buffer.from("x"))).toBe(
    false,
  );
  expect(await storage.blobs.facts({ container: "cloudpix-files", name: "u/mine" })).toBeNull();
  expect(await uploadTo(url, Buffer.from("x"))).toBe(true);
  expect((await downloadFrom(url)).status).toBe(403);
  expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
  expect((await fetch(moved(url, "/u/mine?", "?restype=container&comp=list&"))).ok).toBe(false);
});

test("an upload URL lives exactly as long as it was signed for, whatever its holder writes into it", async () => {
  const ended = await storage.blobs.signUpload("u/ended", addMs(new Date(), -1_000), new Date());
  const prolonged = new URL(ended);
  prolonged.searchParams.set("se", addMs(new Date(), HOUR_MS).toISOString());
  expect(await uploadTo(ended, Buffer.from("x"))).toBe(false);
  expect(await uploadTo(prolonged.href, Buffer.from("x"))).toBe(false);
});

test("a read URL reads no other blob, and its headers cannot be changed by its holder", async () => {
  for (const name of ["r/mine", "r/yours"]) {
    await storage.blobs.write({ container: "cloudpix-files", name }, Buffer.from("<html>"), "text/html");
  }
  const url = await readUrl({ container: "cloudpix-files", name: "r/mine" });
  expect((await downloadFrom(url)).status).toBe(200);
  expect((await downloadFrom(moved(url, "r/mine", "r/yours"))).status).toBe(403);
  const scripted = new URL(url);
  scripted.searchParams.set("rsct", "text/html");
  expect((await downloadFrom(scripted.href)).status).toBe(403);
  expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
});

test("a read URL serves ranges, so that a video can be sought in", async () => {
  await storage.blobs.write(
    { container: "cloudpix-files", name: "r/video" },
    Buffer.from("0123456789"),
    "a/b",
  );
  const url = await readUrl({ container: "cloudpix-files", name: "r/video" });
  const answer = await fetch(url, { headers: { range: "bytes=2-4" } });
  expect([answer.status, await answer.text()]).toEqual([206, "234"]);
  expect(answer.headers.get("content-range")).toBe("bytes 2-4/10");
});

const preflight = async (origin: string) => {
  const response = await fetch(await uploadUrl("u/cors"), {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "content-md5,content-type,x-ms-blob-content-type",
    },
  });
  await response.arrayBuffer();
  return { ok: response.ok, origin: response.headers.get("access-control-allow-origin") };
};

test("a page of an allowed origin may upload; a page of another one may not", async () => {
  expect(await preflight(allowed)).toEqual({ ok: true, origin: allowed });
  expect(await preflight("https://photos.example")).toEqual({ ok: true, origin: "https://photos.example" });
  expect(await preflight("https://evil.example")).toEqual({ ok: false, origin: null });
});

test("making storage ready again, also by two at once and for other origins, keeps what is there", async () => {
  const blob: BlobRef = { container: "cloudpix-files", name: "kept" };
  await storage.blobs.write(blob, Buffer.from("x"), "a/b");
  await Promise.all([1, 2].map(() => storage.ensureReady({ allowedOrigins: [allowed] })));
  expect(await preflight("https://photos.example")).toMatchObject({ ok: false });
  await storage.ensureReady({ allowedOrigins: [] });
  expect(await preflight(allowed)).toMatchObject({ ok: true });
  expect(await storage.blobs.facts(blob)).not.toBeNull();
});
