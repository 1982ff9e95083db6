import { createHash } from "node:crypto";
import { incomingBlobName, newBlobName, noThumbnail, toInstant } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleFile } from "../sample-records.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { verifyUpload } from "./verify-upload.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("the bytes of a large film".repeat(10_000));
const sha256 = createHash("sha256").update(bytes).digest("hex");
const verifying = {
  status: "verifying",
  contentType: "video/mp4",
  kind: "video",
  thumbnail: noThumbnail(),
} as const;

const verify = ({ userId, fileId }: { userId: string; fileId: string }) =>
  verifyUpload(bench.services, { type: "verify", userId, fileId });

const usedBytes = async (userId: string) => (await bench.services.db.users.get(userId))?.usedBytes;

test("an upload whose bytes are the announced ones becomes active; a second message changes nothing", async () => {
  const file = await bench.addFile(bytes, { ...verifying, sha256 });
  expect(await verify(file)).toBe("activated");
  expect(await bench.file(file)).toMatchObject({
    status: "active",
    sha256,
    verifiedDate: toInstant(bench.services.now()),
    thumbnail: { state: "none" },
  });
  expect(await verify(file)).toBe("skipped");
  expect(await usedBytes(file.userId)).toBe(bytes.length);
});

test("an upload without an announced digest gets the computed one", async () => {
  const file = await bench.addFile(bytes, verifying);
  expect(await verify(file)).toBe("activated");
  expect((await bench.file(file))?.sha256).toBe(sha256);
});

test("a large picture awaits its thumbnail and is asked for", async () => {
  const file = await bench.addFile(bytes, { ...verifying, contentType: "image/tiff", kind: "image" });
  await verify(file);
  expect((await bench.file(file))?.thumbnail.state).toBe("pending");
  expect(await bench.services.queue.receive(1, 1_000)).toMatchObject([
    { message: { type: "thumbnail", fileId: file.fileId } },
  ]);
});

test.each([
  ["other bytes", { sha256: "0".repeat(64) }, bytes],
  ["another length", {}, bytes.subarray(1)],
  ["no bytes", {}, null],
])(
  "an upload with %s than announced is removed with everything it left, and its space given back once",
  async (_, over, stored) => {
    const file = await bench.addFile(bytes, { ...verifying, ...over });
    const { blobs } = bench.services;
    const original = { container: "cloudpix-files", name: file.blobName } as const;
    if (stored === null) await blobs.remove(original);
    else await blobs.write(original, stored, "video/mp4");
    await blobs.write({ container: "cloudpix-incoming", name: incomingBlobName(file) }, bytes, "video/mp4");
    expect(await verify(file)).toBe("refused");
    expect(await verify(file)).toBe("skipped");
    expect(await bench.file(file)).toBeNull();
    expect(await bench.names("cloudpix-files")).toEqual([]);
    expect(await bench.names("cloudpix-incoming")).toEqual([]);
    expect(await usedBytes(file.userId)).toBe(0);
  },
);

test("what was found in the bytes of an upload says nothing of one that was announced anew meanwhile", async () => {
  const { db, blobs } = bench.services;
  const ended = await bench.addFile(bytes, verifying);
  const anew = sampleFile(bench.services.now(), { ...ended, blobName: newBlobName(ended) });
  const announcedAnew = {
    ...bench.services,
    blobs: {
      ...blobs,
      read: async (...args: Parameters<typeof blobs.read>) => {
        const read = await blobs.read(...args);
        await db.files.remove(ended.userId, ended.fileId);
        await db.files.create(anew);
        return read;
      },
    },
  };
  const { userId, fileId } = ended;
  expect(await verifyUpload(announcedAnew, { type: "verify", userId, fileId })).toBe("skipped");
  expect(await bench.file(ended)).toEqual(anew);
});

test("storage that does not answer is no proof against an upload", async () => {
  const file = await bench.addFile(bytes, { ...verifying, sha256 });
  bench.storage.setOutage({ blobs: true });
  await expect(verify(file)).rejects.toMatchObject({ code: "dependency.unavailable" });
  bench.storage.setOutage({});
  expect((await bench.file(file))?.status).toBe("verifying");
  expect(await verify(file)).toBe("activated");
});
