import {
  DAY_MS,
  type FileRecord,
  HOUR_MS,
  incomingBlobName,
  MINUTE_MS,
  newBlobName,
  noThumbnail,
  receivingDeadMs,
  renditionBlobName,
  toInstant,
} from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
import { finishPurges } from "./finish-purges.ts";
import { createPurgeTrash } from "./purge-trash.ts";
import { reapAbandonedUploads } from "./reap-abandoned-uploads.ts";
import { reapDeadRequests } from "./reap-dead-requests.ts";
import { removeDueLinks } from "./remove-due-links.ts";
import { removeDueTokens } from "./remove-due-tokens.ts";
import { createRemoveOrphanBlobs } from "./remove-orphan-blobs.ts";
import { removeOverThrottles } from "./remove-over-throttles.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("twelve bytes");
const plain = { thumbnail: noThumbnail() };
const run = (sweep: Sweep) => sweep(bench.services);
const usedBytes = async (userId: string) => (await bench.services.db.users.get(userId))?.usedBytes;

/** A file as it lies about: original, renditions, leftovers of the upload, a link. */
const addWhole = async (over: Partial<FileRecord>) => {
  const file = await bench.addFile(bytes, { ...plain, ...over });
  const { blobs } = bench.services;
  await blobs.write({ container: "cloudpix-incoming", name: incomingBlobName(file) }, bytes, "image/jpeg");
  const thumb = renditionBlobName(file, "thumb", "aaaa");
  await blobs.write({ container: "cloudpix-thumbnails", name: thumb }, bytes, "image/webp");
  const link = await bench.addLink(file);
  return { file, link, thumb };
};

const nothingLeftOf = async ({ file, link }: Awaited<ReturnType<typeof addWhole>>) => {
  expect(await bench.file(file)).toBeNull();
  expect(await bench.services.db.shareLinks.get(link.linkId)).toBeNull();
  for (const container of ["cloudpix-files", "cloudpix-thumbnails", "cloudpix-incoming"] as const) {
    expect((await bench.names(container)).filter((name) => name.includes(file.fileId))).toEqual([]);
  }
  expect(await usedBytes(file.userId)).toBe(0);
};

describe("trash", () => {
  test("is purged after its days with links, blobs and renditions, and its bytes are given back once", async () => {
    const old = await addWhole({ status: "trashed" });
    bench.advance(20 * DAY_MS);
    const young = await addWhole({ status: "trashed" });
    bench.advance(10 * DAY_MS + 1);
    expect(await run(createPurgeTrash(30))).toEqual({ trashPurged: 1, trashLeft: 0 });
    expect(await run(createPurgeTrash(30))).toEqual({ trashPurged: 0, trashLeft: 0 });
    await nothingLeftOf(old);
    expect(await bench.file(young.file)).toEqual(young.file);
    expect(await usedBytes(young.file.userId)).toBe(bytes.length);
  });

  test("two purges at once give the bytes back once", async () => {
    const { userId } = await bench.addUser();
    await bench.addFile(bytes, { ...plain, userId });
    for (let count = 0; count < 20; count += 1) await addWhole({ userId, status: "trashed" });
    bench.advance(31 * DAY_MS);
    await Promise.all([run(createPurgeTrash(30)), run(createPurgeTrash(30))]);
    bench.advance(2 * MINUTE_MS);
    await run(finishPurges);
    expect(await usedBytes(userId)).toBe(bytes.length);
    expect(await bench.services.db.files.sumBytes(userId)).toBe(bytes.length);
  });

  test("a purge that dies half-way stays out of sight and is finished later", async () => {
    const whole = await addWhole({ status: "trashed" });
    bench.advance(31 * DAY_MS);
    bench.storage.setOutage({ blobs: true });
    expect(await run(createPurgeTrash(30))).toEqual({ trashPurged: 0, trashLeft: 1 });
    bench.storage.setOutage({});
    expect((await bench.file(whole.file))?.status).toBe("purging");
    bench.advance(2 * MINUTE_MS);
    expect(await run(finishPurges)).toEqual({ purgesFinished: 1, purgesLeft: 0 });
    await nothingLeftOf(whole);
  });

  test("more than one batch is purged in one run", async () => {
    const { userId } = await bench.addUser();
    for (let count = 0; count < 120; count += 1)
      await bench.addFile(bytes, { ...plain, userId, status: "trashed" });
    bench.advance(31 * DAY_MS);
    expect(await run(createPurgeTrash(30))).toEqual({ trashPurged: 120, trashLeft: 0 });
    expect(await usedBytes(userId)).toBe(0);
  });
});

describe("uploads", () => {
  test("abandoned for a day are removed with what arrived; younger and completed ones stay", async () => {
    const abandoned = await addWhole({ status: "uploading" });
    const completed = await addWhole({ status: "active" });
    bench.advance(23 * HOUR_MS);
    const young = await addWhole({ status: "uploading" });
    bench.advance(HOUR_MS + 1);
    expect(await run(reapAbandonedUploads)).toEqual({ uploadsReaped: 1, uploadsLeft: 0 });
    await nothingLeftOf(abandoned);
    expect((await bench.file(completed.file))?.status).toBe("active");
    expect((await bench.file(young.file))?.status).toBe("uploading");
  });
});

describe("requests that receive a file", () => {
  test("and died while they did leave nothing; those that live, and uploads in blocks, are left alone", async () => {
    const dead = await addWhole({ status: "receiving" });
    const alive = await addWhole({ status: "receiving" });
    const inBlocks = await addWhole({ status: "uploading" });
    bench.advance(receivingDeadMs);
    const { userId, fileId } = alive.file;
    await bench.services.db.files.update(userId, fileId, { statusDate: toInstant(bench.services.now()) });
    expect(await run(reapDeadRequests)).toEqual({ requestsReaped: 0, requestsLeft: 0 });
    bench.advance(1);
    expect(await run(reapDeadRequests)).toEqual({ requestsReaped: 1, requestsLeft: 0 });
    await nothingLeftOf(dead);
    expect((await bench.file(alive.file))?.status).toBe("receiving");
    expect(await bench.file(inBlocks.file)).toEqual(inBlocks.file);
  });
});

describe("links", () => {
  test("stay for their grace after expiry and revocation, then go; live ones stay", async () => {
    const file = await bench.addFile(bytes, plain);
    const at = (ms: number) => toInstant(new Date(bench.services.now().getTime() + ms));
    const live = await bench.addLink(file);
    const expired = await bench.addLink(file, { expiryDate: at(DAY_MS) });
    const revoked = await bench.addLink(file, { isRevoked: true, revokedDate: at(0) });
    bench.advance(29 * DAY_MS);
    expect(await run(removeDueLinks)).toEqual({ linksRemoved: 0 });
    bench.advance(2 * DAY_MS + 1);
    expect(await run(removeDueLinks)).toEqual({ linksRemoved: 2 });
    const { shareLinks } = bench.services.db;
    expect(await shareLinks.get(live.linkId)).not.toBeNull();
    expect(await shareLinks.get(expired.linkId)).toBeNull();
    expect(await shareLinks.get(revoked.linkId)).toBeNull();
  });
});

describe("access tokens", () => {
  test("stay for 30 days after their end, then go; live ones, endless ones and somebody else's stay", async () => {
    const { userId } = await bench.addUser();
    const at = (ms: number) => toInstant(new Date(bench.services.now().getTime() + ms));
    const expired = await bench.addToken(userId, { expiresAt: at(DAY_MS) });
    const live = await bench.addToken(userId, { expiresAt: at(90 * DAY_MS) });
    const endless = await bench.addToken(userId);
    const { accessTokens } = bench.services.db;
    bench.advance(31 * DAY_MS);
    expect(await run(removeDueTokens)).toEqual({ tokensRemoved: 0 });
    expect(await accessTokens.get(userId, expired.tokenId)).not.toBeNull();
    bench.advance(1);
    expect(await run(removeDueTokens)).toEqual({ tokensRemoved: 1 });
    expect(await accessTokens.get(userId, expired.tokenId)).toBeNull();
    expect(await accessTokens.get(userId, live.tokenId)).toEqual(live);
    expect(await accessTokens.get(userId, endless.tokenId)).toEqual(endless);
  });

  test("are removed in one run, however many are due", async () => {
    const { userId } = await bench.addUser();
    const expiresAt = toInstant(bench.services.now());
    for (let count = 0; count < 450; count += 1) await bench.addToken(userId, { expiresAt });
    bench.advance(31 * DAY_MS);
    expect(await run(removeDueTokens)).toEqual({ tokensRemoved: 450 });
  });

  test("are removed in part when the turn is over before, and the rest in the next", async () => {
    const { userId } = await bench.addUser();
    const expiresAt = toInstant(bench.services.now());
    for (let count = 0; count < 450; count += 1) await bench.addToken(userId, { expiresAt });
    bench.advance(31 * DAY_MS);
    let batches = 0;
    const { accessTokens } = bench.services.db;
    const { removeDue } = accessTokens;
    accessTokens.removeDue = (...asked) => {
      batches += 1;
      return removeDue(...asked);
    };
    const turn = { ...endlessTurn, isOver: () => batches === 1 };
    expect(await removeDueTokens(bench.services, turn)).toEqual({ tokensRemoved: 200 });
    expect(await run(removeDueTokens)).toEqual({ tokensRemoved: 250 });
  });
});

test("counters of tries are forgotten when their window is over", async () => {
  const { throttles } = bench.services.db;
  await throttles.hit("login a", MINUTE_MS, bench.services.now().getTime());
  bench.advance(2 * MINUTE_MS);
  expect(await run(removeOverThrottles)).toEqual({ throttlesRemoved: 1 });
});

describe("orphan blobs", () => {
  const sweep = () => run(createRemoveOrphanBlobs({ batch: 2 }));

  test("older than a day whose row is gone are removed from every container; foreign names stay", async () => {
    const orphan = await addWhole({});
    await bench.services.db.files.remove(orphan.file.userId, orphan.file.fileId);
    await bench.services.blobs.write(
      { container: "cloudpix-files", name: "readme.txt" },
      bytes,
      "text/plain",
    );
    expect(await sweep()).toMatchObject({ orphansRemoved: 0 });
    bench.advance(DAY_MS + 1);
    const young = await addWhole({ status: "uploading" });
    await bench.services.db.files.remove(young.file.userId, young.file.fileId);
    expect(await sweep()).toMatchObject({ orphansRemoved: 3 });
    expect(await bench.names("cloudpix-files")).toEqual([young.file.blobName, "readme.txt"].toSorted());
  });

  test("renditions that no record names go; those it names, originals and running uploads stay", async () => {
    const active = await addWhole({});
    const uploading = await addWhole({ status: "uploading" });
    const named = renditionBlobName(active.file, "preview", "bbbb");
    await bench.services.blobs.write({ container: "cloudpix-thumbnails", name: named }, bytes, "image/webp");
    const rendition = { contentType: "image/webp", width: 1, height: 1, sizeBytes: bytes.length };
    await bench.services.db.files.update(active.file.userId, active.file.fileId, {
      thumbnail: { ...noThumbnail(), renditions: [{ ...rendition, name: "preview", blobName: named }] },
    });
    bench.advance(DAY_MS + 1);
    await sweep();
    expect(await bench.names("cloudpix-thumbnails")).toEqual([named]);
    expect(await bench.names("cloudpix-incoming")).toEqual([incomingBlobName(uploading.file)]);
    expect(await bench.names("cloudpix-files")).toHaveLength(2);
  });

  test("of an announcement that was ended go when the file is announced anew, in every container", async () => {
    const { file } = await addWhole({ status: "uploading" });
    const { db, blobs } = bench.services;
    const ended = { blobName: newBlobName(file) };
    await blobs.write({ container: "cloudpix-files", name: ended.blobName }, bytes, "image/jpeg");
    await blobs.write({ container: "cloudpix-incoming", name: incomingBlobName(ended) }, bytes, "image/jpeg");
    bench.advance(DAY_MS + 1);
    await sweep();
    expect(await bench.names("cloudpix-files")).toEqual([file.blobName]);
    expect(await bench.names("cloudpix-incoming")).toEqual([incomingBlobName(file)]);
    expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
  });
});
