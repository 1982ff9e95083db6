import {
  DAY_MS,
  MINUTE_MS,
  newUuidV7,
  spaceQuietMs,
  spaceStepMs,
  toInstant,
  unavailable,
} from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, jpegBytes, openWorld, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("repeating a request answers with the same upload and takes its space once", async () => {
  const input = { fileName: "beach.jpg", fileSize: 400, requestId: newUuidV7(world.services.now()) };
  const first = await ada.files.createUpload(input);
  const second = await ada.files.createUpload(input);
  expect(second.fileId).toBe(first.fileId);
  expect((await ada.auth.profile()).usedBytes).toBe(400);
});

test("a repeated request answers with the same file also after its completion and another name", async () => {
  const bytes = jpegBytes(400);
  const input = { fileName: "beach.jpg", fileSize: 400, requestId: newUuidV7(world.services.now()) };
  const first = await ada.files.createUpload(input);
  await world.storage.receiveUpload(first.uploadUrl, bytes);
  await ada.files.completeUpload({ fileId: first.fileId });
  await ada.files.rename({ fileId: first.fileId, fileName: "renamed.jpg" });
  expect((await ada.files.createUpload(input)).file).toMatchObject({
    fileId: first.fileId,
    status: "active",
  });
  expect((await ada.auth.profile()).usedBytes).toBe(400);
});

test("the same request many times at once is one upload that takes its space once", async () => {
  const input = { fileName: "beach.jpg", fileSize: 400, requestId: newUuidV7(world.services.now()) };
  const tickets = await Promise.all(Array.from({ length: 8 }, () => ada.files.createUpload(input)));
  expect(new Set(tickets.map(({ fileId }) => fileId)).size).toBe(1);
  expect((await ada.auth.profile()).usedBytes).toBe(400);
});

test("space whose taking was not confirmed is never a row that took none", async () => {
  const { users } = world.services.db;
  const requestId = newUuidV7(world.services.now());
  const input = { fileName: "beach.jpg", fileSize: 400, requestId };
  const down = () => Promise.reject(unavailable(new Error("no answer")));
  world.services.db = { ...world.services.db, users: { ...users, reserveBytes: down } };
  expect(await codeOf(ada.files.createUpload(input))).toBe("dependency.unavailable");
  world.services.db = { ...world.services.db, users };
  await ada.files.createUpload(input);
  expect((await ada.auth.profile()).usedBytes).toBe(400);
});

/** Makes the creation of rows fail until it is called again; `create` says what becomes of each. */
const failCreating = (create: (write: () => Promise<unknown>) => Promise<unknown>) => {
  const { db } = world.services;
  const down: typeof db.files.create = async (file) => {
    await create(() => db.files.create(file));
    throw unavailable(new Error("throttled"));
  };
  world.services.db = { ...db, files: { ...db.files, create: down } };
  return () => {
    world.services.db = db;
  };
};
const announce = (requestId = newUuidV7(world.services.now())) =>
  ada.files.createUpload({ fileName: "beach.jpg", fileSize: 300_000, requestId });
const space = async () => ({
  used: (await ada.auth.profile()).usedBytes,
  rows: await world.services.db.files.sumBytes(ada.user.userId),
});

test.each([
  ["is not written", () => Promise.resolve()],
  ["is written while its answer is lost", (write: () => Promise<unknown>) => write()],
])("an upload whose row %s takes no space, however often it is tried again", async (_, create) => {
  const requestId = newUuidV7(world.services.now());
  const restore = failCreating(create);
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await codeOf(announce(requestId))).toBe("dependency.unavailable");
    expect(await space()).toEqual({ used: 0, rows: 0 });
  }
  restore();
  await announce(requestId);
  expect(await space()).toEqual({ used: 300_000, rows: 300_000 });
});

test("a row whose answer was lost and with which somebody has gone on stays, and keeps its space", async () => {
  const requestId = newUuidV7(world.services.now());
  const restore = failCreating(async (write) => {
    await write();
    restore();
    const { fileId, uploadUrl } = await announce(requestId);
    await world.storage.receiveUpload(uploadUrl, jpegBytes(300_000));
    await ada.files.completeUpload({ fileId });
  });
  expect(await codeOf(announce(requestId))).toBe("dependency.unavailable");
  expect(await space()).toEqual({ used: 300_000, rows: 300_000 });
});

test("space that could not be given back is marked, so that the worker counts it", async () => {
  const { db } = world.services;
  const down = () => Promise.reject(unavailable(new Error("no answer")));
  world.services.db = { ...db, files: { ...db.files, create: down, remove: down } };
  expect(await codeOf(announce())).toBe("dependency.unavailable");
  expect(await db.users.get(ada.user.userId)).toMatchObject({
    usedBytes: 300_000,
    spaceChangedAt: toInstant(world.services.now()),
  });
});

test.each([
  ["that may be counted without it by then: the space is given back", spaceStepMs + 1, 0],
  ["that was: the space is left as it was counted", spaceQuietMs + 1, 300_000],
])("a row is not written for a reservation %s", async (_, lateMs, used) => {
  const { db } = world.services;
  const reserveBytes: typeof db.users.reserveBytes = async (...args) => {
    const answer = await db.users.reserveBytes(...args);
    world.pass(lateMs);
    return answer;
  };
  world.services.db = { ...db, users: { ...db.users, reserveBytes } };
  expect(await codeOf(announce())).toBe("dependency.unavailable");
  expect(await space()).toEqual({ used, rows: 0 });
  const spaceChangedAt = toInstant(world.services.now());
  expect(await db.users.get(ada.user.userId)).toMatchObject({ spaceChangedAt });
});

test("a row that came late all the same has its owner counted once more", async () => {
  const { db } = world.services;
  const create: typeof db.files.create = (file) => {
    world.pass(MINUTE_MS);
    return db.files.create(file);
  };
  world.services.db = { ...db, files: { ...db.files, create } };
  await announce();
  expect((await db.users.get(ada.user.userId))?.spaceChangedAt).toBe(toInstant(world.services.now()));
});

test("one request id for two different files is a conflict", async () => {
  const requestId = newUuidV7(world.services.now());
  await ada.files.createUpload({ fileName: "beach.jpg", fileSize: 400, requestId });
  expect(await codeOf(ada.files.createUpload({ fileName: "other.jpg", fileSize: 400, requestId }))).toBe(
    "request.conflict",
  );
});

test("the same request id of two people makes two files", async () => {
  const input = { fileName: "beach.jpg", fileSize: 400, requestId: newUuidV7(world.services.now()) };
  const eve = await world.person("Eve");
  const [hers, his] = [await ada.files.createUpload(input), await eve.files.createUpload(input)];
  expect(hers.fileId).not.toBe(his.fileId);
});

test("a request id whose time is days away is refused: it would put the file out of its place", async () => {
  const requestId = newUuidV7(new Date(world.services.now().getTime() - 2 * DAY_MS));
  expect(await codeOf(ada.files.createUpload({ fileName: "beach.jpg", fileSize: 400, requestId }))).toBe(
    "input.invalid",
  );
});

test("the quota is exact, also when many uploads begin at once, and what did not fit leaves nothing", async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) =>
      ada.files.createUpload({ fileName: `${index}.jpg`, fileSize: 300_000 }),
    ),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  expect((await ada.auth.profile()).usedBytes).toBe(900_000);
  expect(await world.services.db.files.sumBytes(ada.user.userId)).toBe(900_000);
  expect(await codeOf(ada.files.createUpload({ fileName: "one-more.jpg", fileSize: 100_001 }))).toBe(
    "quota.exceeded",
  );
});

test("a file above the size of one upload is refused before the first byte", async () => {
  expect(await codeOf(ada.files.createUpload({ fileName: "film.mp4", fileSize: 500_001 }))).toBe(
    "upload.too_large",
  );
});

test.each([
  ["zero bytes", { fileName: "a.jpg", fileSize: 0 }],
  ["a size beyond all numbers", { fileName: "a.jpg", fileSize: Number.POSITIVE_INFINITY }],
  ["half a byte", { fileName: "a.jpg", fileSize: 1.5 }],
  ["a path upwards", { fileName: "../../etc/passwd", fileSize: 1 }],
  ["a NUL byte", { fileName: "a\0.jpg", fileSize: 1 }],
  ["a line break", { fileName: "a\r\nb.jpg", fileSize: 1 }],
  ["a right-to-left override", { fileName: "gpj\u202Eexe.jpg", fileSize: 1 }],
  ["a lone surrogate", { fileName: "a\uD800.jpg", fileSize: 1 }],
  ["4 KB of unicode", { fileName: "𝕏".repeat(1_024), fileSize: 1 }],
  ["a code point that is no character", { fileName: "a\uFFFF.jpg", fileSize: 1 }],
  ["nothing but dots", { fileName: "..", fileSize: 1 }],
  ["nothing but spaces", { fileName: "   ", fileSize: 1 }],
])("a file name or size with %s is refused", async (_, input) => {
  expect(await codeOf(ada.files.createUpload(input))).toBe("input.invalid");
});

test.each(["café 100%?#.jpg", "CON", ".hidden", "日本語.png", "a'b\"c;d.jpg", `${"x".repeat(251)}.jpg`])(
  "%s is kept as it was sent",
  async (fileName) => {
    const ticket = await ada.files.createUpload({ fileName, fileSize: 1 });
    expect(ticket.file.fileName).toBe(fileName.normalize("NFC"));
  },
);

test("the 2,001st upload of a user within a minute is refused and takes no space, nobody else's is", async () => {
  const bob = await world.person("Bob");
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  const { rateLimits } = world.services;
  for (let announced = 1; announced < 2_000; announced += 1)
    await rateLimits.take("createUpload", ada.user.userId);
  const input = { fileName: "beach.jpg", fileSize: 400 };
  await ada.files.createUpload(input);
  expect(await codeOf(ada.files.createUpload(input))).toBe("rate.limited");
  expect((await ada.auth.profile()).usedBytes).toBe(400);
  await expect(bob.files.createUpload(input)).resolves.toBeDefined();
});
