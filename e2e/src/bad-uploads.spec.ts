import { createHash, randomUUID } from "node:crypto";
import type { FileView } from "@cloudpix/domain";
import { landscape } from "@cloudpix/tooling/pictures";
import { type Account, newAccount, whatIsLeft } from "./account.ts";
import { codeOf } from "./code-of.ts";
import { expect, test } from "./stack.ts";

const settled = async ({ pix }: Account, { fileId }: FileView): Promise<FileView["thumbnail"]> => {
  const thumbnail = async () => (await pix.files.get.query({ fileId })).thumbnail;
  await expect.poll(async () => (await thumbnail()).state).not.toBe("pending");
  return thumbnail();
};

let ada: Account;
// One account for all tests of this file.
test.beforeAll(async ({ stack }) => {
  ada = await newAccount(stack.origin);
});

const announce = (fileName: string, fileSize: number) =>
  ada.pix.files.createUpload.mutate({ fileName, fileSize });
const send = (url: string, body: Uint8Array<ArrayBuffer>) =>
  fetch(url, { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob" }, body });

test("too few bytes, too many bytes and a wrong digest leave nothing behind", async () => {
  const before = await whatIsLeft(ada);
  const bytes = new Uint8Array(1_000).fill(1);
  for (const [length, sha256, code] of [
    [999, undefined, "upload.length_wrong"],
    [1_001, undefined, "upload.length_wrong"],
    [1_000, createHash("sha256").update("other").digest("hex"), "upload.digest_wrong"],
  ] as const) {
    const { fileId, uploadUrl } = await announce("photo.jpg", bytes.length);
    await send(uploadUrl, new Uint8Array(length).fill(1));
    const outcome = await ada.pix.files.completeUpload
      .mutate({ fileId, ...(sha256 ? { sha256 } : {}) })
      .catch(codeOf);
    expect(outcome).toBe(code);
  }
  expect(await whatIsLeft(ada)).toEqual(before);
});

test("an upload URL writes its one blob: no other, not the final place, and not with a forged signature", async () => {
  const { uploadUrl, fileId } = await announce("photo.jpg", 10);
  const other = new URL(uploadUrl);
  other.pathname = other.pathname.replace(fileId, randomUUID());
  const final = new URL(uploadUrl);
  final.pathname = final.pathname.replace("cloudpix-incoming", "cloudpix-files");
  const forged = new URL(uploadUrl);
  forged.searchParams.set("sp", "racwd");
  for (const url of [other, final, forged])
    expect((await send(url.href, new Uint8Array(10))).status).toBe(403);
});

test("somebody else's upload and file do not exist", async ({ stack }) => {
  const eve = await newAccount(stack.origin);
  const { fileId } = await announce("photo.jpg", 10);
  const refused = [
    eve.pix.files.completeUpload.mutate({ fileId }),
    eve.pix.files.get.query({ fileId }),
    eve.pix.files.delete.mutate({ fileId }),
  ].map((call) => call.catch(codeOf));
  expect(new Set(await Promise.all(refused))).toEqual(new Set(["file.not_found"]));
});

test("HTML named .jpg and an SVG with a script stay inert: saved, never shown", async ({ request }) => {
  for (const [fileName, text] of [
    ["photo.jpg", "<!doctype html><script>alert(1)</script>"],
    ["drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ] as const) {
    const file = await ada.pix.upload(new TextEncoder().encode(text), {
      fileName,
      contentType: "image/svg+xml",
    });
    expect(file.thumbnail.state).toBe("none");
    const stored = await request.get(file.blobUrl ?? "");
    expect(stored.headers()["content-disposition"]).toMatch(/^attachment/);
    const { linkId } = await ada.pix.shares.create.mutate({ fileId: file.fileId });
    const { downloadUrl } = await ada.pix.shares.open.mutate({ linkId });
    const headers = (await request.get(downloadUrl)).headers();
    expect(headers["content-disposition"]).toMatch(/^attachment/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toContain("sandbox");
  }
});

test("a truncated photo keeps its original and says that it is damaged", async ({ request }) => {
  const whole = await landscape({ width: 1200, height: 900, seed: 3 });
  const bytes = whole.subarray(0, Math.floor(whole.length / 2));
  const file = await ada.pix.upload(bytes, { fileName: "half.jpg" });
  const thumbnail = await settled(ada, file);
  expect(thumbnail).toMatchObject({ state: "failed", reason: expect.stringMatching(/damaged/) });
  expect(Buffer.from(await (await request.get(file.blobUrl ?? "")).body()).equals(bytes)).toBe(true);
});
