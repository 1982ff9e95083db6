import { createHash } from "node:crypto";
import { AppError, MINUTE_MS, receivingBeatMs, toInstant, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inPieces, receiveForm } from "../../test/receive-form.ts";
import { codeOf, jpegBytes, openWorld, upload, type World } from "../../test/world.ts";
import type { ReceivedFile } from "./receive-upload.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const receive = (given: Partial<ReceivedFile> = {}) => receiveForm(world, ada, given);
const usedBytes = async () => (await ada.auth.profile()).usedBytes;
const expectNothingLeft = async () => {
  expect(await usedBytes()).toBe(0);
  expect(await world.services.db.files.sumBytes(ada.user.userId)).toBe(0);
  const before = new Date(world.services.now().getTime() + 1);
  for (const container of ["cloudpix-files", "cloudpix-incoming"] as const)
    expect(await world.services.blobs.list(container, { before, limit: 10 })).toEqual([]);
};

test("what is sent is what is stored, byte for byte, with its digest, its true type and exactly its space", async () => {
  const bytes = Buffer.concat([
    jpegBytes(20),
    Buffer.from(Array.from({ length: 54_321 }, (_, at) => at % 251)),
  ]);
  const file = await receive({ source: inPieces(bytes, undefined, 777), declaredType: "text/html" });
  expect(file).toMatchObject({
    status: "active",
    fileSize: bytes.length,
    contentType: "image/jpeg",
    kind: "image",
    thumbnail: { state: "pending" },
  });
  const { url } = await ada.files.downloadUrl({ fileId: file.fileId });
  expect(Buffer.from((await world.storage.fetchUrl(url)).bytes).equals(bytes)).toBe(true);
  const record = await world.services.db.files.get(ada.user.userId, file.fileId);
  expect(record?.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(await usedBytes()).toBe(bytes.length);
  expect((await ada.files.list({})).files).toMatchObject([{ fileId: file.fileId }]);
});

test("the worker is asked for a thumbnail and the upload is told of once", async () => {
  const { fileId } = await receive();
  const deliveries = await world.services.queue.receive(32, 1_000);
  expect(deliveries.map(({ message }) => message)).toEqual([
    { type: "thumbnail", userId: ada.user.userId, fileId },
  ]);
  expect(world.events.filter(({ name }) => name === "file_uploaded")).toMatchObject([
    { facts: { sizeBytes: 5_000, kind: "image" } },
  ]);
});

test("while bytes arrive their space is taken and the file is not in the list", async () => {
  const seen: unknown[] = [];
  const source = (async function* () {
    yield jpegBytes(100);
    seen.push(await usedBytes(), await world.services.db.files.sumBytes(ada.user.userId));
    seen.push((await ada.files.list({})).files);
  })();
  await receive({ source, maxBytes: 600 });
  expect(seen).toEqual([600, 600, []]);
  expect(await usedBytes()).toBe(100);
});

test.each([
  ["more than a form may hold", { maxBytes: Number.POSITIVE_INFINITY, length: 200_001 }],
  ["more than was announced", { maxBytes: 4_999, length: 5_000 }],
])("%s is refused and leaves nothing", async (_, { maxBytes, length }) => {
  const source = inPieces(jpegBytes(length));
  expect(await codeOf(receive({ source, maxBytes }))).toBe("upload.too_large");
  await expectNothingLeft();
});

test("exactly as much as a form may hold, and exactly what is left of the quota, is taken; one byte more is not", async () => {
  await world.services.db.users.update(ada.user.userId, { quotaBytes: 210_000 });
  await receive({ source: inPieces(jpegBytes(200_000)) });
  expect(await codeOf(receive({ source: inPieces(jpegBytes(10_001)) }))).toBe("quota.exceeded");
  expect(await usedBytes()).toBe(200_000);
  await receive({ source: inPieces(jpegBytes(10_000)) });
  expect(await usedBytes()).toBe(210_000);
  expect(await codeOf(receive({ source: inPieces(new Uint8Array(1)) }))).toBe("quota.exceeded");
});

test("many at once never pass the quota, and what did not fit leaves nothing", async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 12 }, () => receive({ source: inPieces(jpegBytes(150_000)), maxBytes: 150_000 })),
  );
  const stored = tries.filter(({ status }) => status === "fulfilled").length;
  expect(stored).toBe(6);
  expect(await usedBytes()).toBe(stored * 150_000);
  expect(await world.services.db.files.sumBytes(ada.user.userId)).toBe(stored * 150_000);
});

test("small files whose length nobody announced are taken side by side, however little is left", async () => {
  await world.services.db.users.update(ada.user.userId, { quotaBytes: 70_000 });
  const allArrived = Promise.withResolvers<void>();
  let arrived = 0;
  const source = async function* () {
    yield jpegBytes(100);
    arrived += 1;
    if (arrived === 5) allArrived.resolve();
    await allArrived.promise;
  };
  const files = await Promise.all(Array.from({ length: 5 }, () => receive({ source: source() })));
  expect(files.map(({ fileSize }) => fileSize)).toEqual([100, 100, 100, 100, 100]);
  expect(await usedBytes()).toBe(500);
});

test("what nobody announced takes space as it arrives, row and owner alike, and at most twice what is there", async () => {
  const taken: [number, number][] = [];
  const source = (async function* () {
    for (let length = 10_000; length <= 200_000; length += 10_000) {
      yield new Uint8Array(10_000);
      expect(await world.services.db.files.sumBytes(ada.user.userId)).toBe(await usedBytes());
      taken.push([length, await usedBytes()]);
    }
  })();
  await receive({ source });
  expect(taken.filter(([length, used]) => used < length || used > Math.max(65_536, 2 * length))).toEqual([]);
  expect(new Set(taken.map(([, used]) => used)).size).toBeLessThan(5);
  expect(await usedBytes()).toBe(200_000);
});

test("an empty file is refused and leaves nothing", async () => {
  expect(await codeOf(receive({ source: inPieces(new Uint8Array()) }))).toBe("input.invalid");
  await expectNothingLeft();
});

test.each([
  ["breaks off", () => new Error("socket hang up"), "upload.incomplete"],
  ["is refused by the reader of the form", () => new AppError("input.too_large"), "input.too_large"],
])("a sender that %s half-way leaves nothing, and is told the true code", async (_, failure, code) => {
  const source = inPieces(jpegBytes(5_000), () => {
    throw failure();
  });
  expect(await codeOf(receive({ source }))).toBe(code);
  await expectNothingLeft();
});

test("a sender that is gone leaves nothing, also when its stream never ends", async () => {
  const gone = new AbortController();
  const source = (async function* () {
    yield jpegBytes(1_000);
    gone.abort();
    await new Promise(() => {});
  })();
  expect(await codeOf(receive({ source, signal: gone.signal }))).toBe("upload.incomplete");
  await expectNothingLeft();
});

test("a storage that fails leaves no row and no space, and the failure is told as what it is", async () => {
  const { blobs } = world.services;
  world.services.blobs = {
    ...blobs,
    writeStream: () => Promise.reject(unavailable(new Error("storage is down"))),
  };
  expect(await codeOf(receive())).toBe("dependency.unavailable");
  world.services.blobs = blobs;
  await expectNothingLeft();
});

test("bytes that cannot be removed now are left for the clean-up, and never become a file", async () => {
  const { blobs } = world.services;
  const down = () => Promise.reject(unavailable(new Error("storage is down")));
  world.services.blobs = { ...blobs, remove: down };
  const source = inPieces(jpegBytes(5_000), () => {
    throw new AppError("input.too_large");
  });
  expect(await codeOf(receive({ source }))).toBe("input.too_large");
  world.services.blobs = blobs;
  const far = new Date(world.services.now().getTime() + 1).toISOString();
  const left = await world.services.db.files.listByStatusBefore("purging", far, 10);
  expect(left).toHaveLength(1);
  expect(left[0]?.fileSize).toBe(await usedBytes());
});

test.each([1_000, 100_000])(
  "an upload that somebody else ended after %i bytes leaves nothing",
  async (bytes) => {
    const { files } = world.services.db;
    const source = (async function* () {
      yield jpegBytes(bytes);
      const far = new Date(world.services.now().getTime() + 1).toISOString();
      const [row] = await files.listByStatusBefore("receiving", far, 10);
      await ada.files.abortUpload({ fileId: row?.fileId ?? "" });
      yield new Uint8Array(100_000);
    })();
    expect(await codeOf(receive({ source }))).toBe("file.not_found");
    await expectNothingLeft();
  },
);

test("an upload that grows while somebody ends it gives back all that it took", async () => {
  const { services } = world;
  const { files } = services.db;
  const [looked, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const source = (async function* () {
    yield jpegBytes(1_000);
    await looked.promise;
    yield new Uint8Array(100_000);
    await ended.promise;
  })();
  const received = codeOf(receive({ source }));
  const receiving = () =>
    files.listByStatusBefore("receiving", new Date(services.now().getTime() + 1).toISOString(), 10);
  await expect.poll(async () => (await receiving()).length).toBe(1);
  const [row] = await receiving();
  const get: typeof files.get = async (...args) => {
    const before = await files.get(...args);
    looked.resolve();
    await expect.poll(usedBytes).toBeGreaterThan(100_000);
    return before;
  };
  services.db = { ...services.db, files: { ...files, get } };
  await ada.files.abortUpload({ fileId: row?.fileId ?? "" });
  ended.resolve();
  expect(await received).toBe("file.not_found");
  await expectNothingLeft();
});

test("space that could not be given back in the end costs nobody the file", async () => {
  const { users } = world.services.db;
  const down = () => Promise.reject(unavailable(new Error("no answer")));
  world.services.db = { ...world.services.db, users: { ...users, releaseBytes: down } };
  await expect(receive()).resolves.toMatchObject({ status: "active", fileSize: 5_000 });
});

test("while bytes arrive the row says every few seconds that its request lives", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { files } = world.services.db;
  const lastWord = async () => {
    const query = { statuses: ["receiving"], sort: "newest", limit: 1 } as const;
    return (await files.list(ada.user.userId, query)).files[0]?.statusDate;
  };
  const source = (async function* () {
    yield jpegBytes(100);
    for (let beats = 0; beats < 3; beats += 1) {
      world.pass(receivingBeatMs);
      vi.advanceTimersByTime(receivingBeatMs);
      await expect.poll(lastWord).toBe(toInstant(world.services.now()));
    }
  })();
  await expect(receive({ source })).resolves.toMatchObject({ status: "active" });
  expect(vi.getTimerCount()).toBe(0);
});

test("a row that cannot be written takes no space", async () => {
  const { db } = world.services;
  const create = () => Promise.reject(unavailable(new Error("throttled")));
  world.services.db = { ...db, files: { ...db.files, create } };
  for (let tries = 0; tries < 3; tries += 1) expect(await codeOf(receive())).toBe("dependency.unavailable");
  world.services.db = db;
  await expectNothingLeft();
});

test("the space that a slow upload does not need is marked before its row says so", async () => {
  const { db } = world.services;
  const marks: unknown[] = [];
  const update: typeof db.files.update = async (...args) => {
    marks.push((await db.users.get(ada.user.userId))?.spaceChangedAt);
    return db.files.update(...args);
  };
  world.services.db = { ...db, files: { ...db.files, update } };
  await receive({ source: inPieces(jpegBytes(5_000), () => world.pass(MINUTE_MS)) });
  expect(marks).toEqual([toInstant(world.services.now())]);
  expect(await usedBytes()).toBe(5_000);
});

test("the file is its sender's: somebody else cannot see it, and it takes the same room as one sent in blocks", async () => {
  const file = await receive({ source: inPieces(jpegBytes(1_000)) });
  const eve = await world.person("Eve");
  expect(await codeOf(eve.files.get({ fileId: file.fileId }))).toBe("file.not_found");
  const other = await upload(world, ada);
  expect({ ...other, fileId: file.fileId, blobUrl: file.blobUrl }).toEqual(file);
});
