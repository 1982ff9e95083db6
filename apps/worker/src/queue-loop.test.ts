import { type FileRecord, MINUTE_MS, SECOND_MS, type WorkMessage } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createQueueLoop, type QueueLoop } from "./queue-loop.ts";
import { refusals } from "./render/refusal.ts";
import { photo } from "./render/sample-pictures.ts";
import { openTestServices, type TestServices } from "./test-services.ts";

let bench: TestServices;
let loop: QueueLoop;

beforeEach(async () => {
  bench = await openTestServices();
  loop = createQueueLoop(bench.services, { pollMs: 10 });
  loop.start();
});
afterEach(async () => {
  await loop.stop(5_000);
  await bench.close();
});

const jpeg = async (width = 800, height = 600) =>
  (await photo(width, height)).jpeg({ quality: 90 }).toBuffer();

const ask = (file: FileRecord, type: WorkMessage["type"] = "thumbnail") =>
  bench.services.queue.send({ type, userId: file.userId, fileId: file.fileId });

const idle = () =>
  expect
    .poll(async () => (await bench.services.queue.depth()) + loop.inFlight(), {
      timeout: 20_000,
      interval: 10,
    })
    .toBe(0);

const thumbnailOf = async (file: FileRecord) => (await bench.file(file))?.thumbnail;

const logged = (message: string) => bench.logged.filter(({ msg }) => msg === message);

describe("a message", () => {
  test("for an awaited picture makes it ready: renditions stored as recorded, size upright, thumbhash, one event", async () => {
    const file = await bench.addFile(await jpeg());
    await ask(file);
    await idle();
    const stored = await bench.file(file);
    expect(stored).toMatchObject({ width: 800, height: 600, thumbnail: { state: "ready", reason: null } });
    expect(stored?.thumbnail.thumbhash).toMatch(/^[\w+/=]{20,}$/);
    const renditions = stored?.thumbnail.renditions ?? [];
    expect(renditions.map(({ name }) => name)).toEqual(["preview", "medium", "thumb"]);
    for (const { blobName, sizeBytes } of renditions) {
      const facts = await bench.services.blobs.facts({ container: "cloudpix-thumbnails", name: blobName });
      expect(facts?.sizeBytes).toBe(sizeBytes);
    }
    expect(logged("thumbnail_ready")).toHaveLength(1);
  });

  test("delivered twice, at once and later, draws once and changes nothing", async () => {
    const file = await bench.addFile(await jpeg());
    await ask(file);
    await ask(file);
    await idle();
    const first = await bench.file(file);
    await ask(file);
    await idle();
    expect(await bench.file(file)).toEqual(first);
    expect(await bench.names("cloudpix-thumbnails")).toHaveLength(3);
  });

  test("taken by two workers at the same moment leaves exactly the renditions that the record names", async () => {
    const file = await bench.addFile(await jpeg());
    const other = createQueueLoop(bench.services, { pollMs: 10 });
    await ask(file);
    await ask(file);
    other.start();
    await idle();
    await other.stop(5_000);
    const recorded = (await thumbnailOf(file))?.renditions.map(({ blobName }) => blobName).toSorted();
    expect(await bench.names("cloudpix-thumbnails")).toEqual(recorded);
  });

  test("for a file that is unknown, trashed, or being removed resurrects nothing", async () => {
    const trashed = await bench.addFile(await jpeg(), { status: "trashed" });
    const purging = await bench.addFile(await jpeg(), { status: "purging" });
    const removed = await bench.addFile(await jpeg());
    await bench.services.db.files.remove(removed.userId, removed.fileId);
    for (const file of [trashed, purging, removed]) {
      for (const type of ["thumbnail", "open-graph", "verify"] as const) await ask(file, type);
    }
    await idle();
    expect(await bench.file(trashed)).toEqual(trashed);
    expect(await bench.file(purging)).toEqual(purging);
    expect(await bench.file(removed)).toBeNull();
    expect(await bench.names("cloudpix-thumbnails")).toEqual([]);
    expect(await bench.services.queue.poisonDepth()).toBe(0);
  });

  test("that is no message we know is set aside at once", async () => {
    bench.storage.sendText("{ not ours");
    await idle();
    expect(await bench.services.queue.poisonDepth()).toBe(1);
  });
});

describe("a file", () => {
  test("that is trashed while it is drawn keeps no renditions, and is drawn after its restore", async () => {
    const file = await bench.addFile(await jpeg());
    const { db, render, queue } = bench.services;
    const own = createQueueLoop(
      {
        ...bench.services,
        render: {
          ...render,
          drawPicture: async (bytes) => {
            const answer = await render.drawPicture(bytes);
            await db.files.update(file.userId, file.fileId, { status: "trashed" });
            return answer;
          },
        },
      },
      { pollMs: 10 },
    );
    await loop.stop(5_000);
    await ask(file);
    own.start();
    await idle();
    await own.stop(5_000);
    expect(await bench.names("cloudpix-thumbnails")).toEqual([]);
    expect(await thumbnailOf(file)).toMatchObject({ state: "pending", renditions: [] });

    await db.files.update(file.userId, file.fileId, { status: "active" });
    await queue.send({ type: "thumbnail", userId: file.userId, fileId: file.fileId });
    loop = createQueueLoop(bench.services, { pollMs: 10 });
    loop.start();
    await idle();
    expect(await thumbnailOf(file)).toMatchObject({ state: "ready" });
  });

  test("drawn anew gets new names, and the old renditions are removed", async () => {
    const file = await bench.addFile(await jpeg());
    await ask(file);
    await idle();
    const first = await thumbnailOf(file);
    if (!first) throw new Error("no thumbnail");
    await bench.services.db.files.update(file.userId, file.fileId, {
      thumbnail: { ...first, state: "pending" },
    });
    await ask(file);
    await idle();
    const second = await thumbnailOf(file);
    const names = (thumbnail: typeof second) =>
      thumbnail?.renditions.map(({ blobName }) => blobName).toSorted();
    expect(names(second)).not.toEqual(names(first));
    expect(await bench.names("cloudpix-thumbnails")).toEqual(names(second));
  });

  test("that is damaged is failed in words and keeps what could be drawn", async () => {
    const whole = await jpeg();
    const file = await bench.addFile(whole.subarray(0, whole.length / 2));
    await ask(file);
    await idle();
    expect(await thumbnailOf(file)).toMatchObject({ state: "failed", reason: refusals.incomplete });
    expect((await thumbnailOf(file))?.renditions).toHaveLength(3);
    expect(logged("thumbnail_failed")).toHaveLength(1);
  });

  test.each([
    ["is no picture", Buffer.from("<html>"), refusals.kind],
    ["is larger than 128 MiB", Buffer.alloc(129 * 1024 * 1024), refusals.bytes],
  ])("that %s fails in words at the first try", async (_, bytes, reason) => {
    const file = await bench.addFile(bytes);
    await ask(file);
    await idle();
    expect(await thumbnailOf(file)).toMatchObject({ state: "failed", reason, renditions: [] });
    expect(await bench.services.queue.poisonDepth()).toBe(0);
  });

  test("whose original is gone fails in words", async () => {
    const file = await bench.addFile(await jpeg());
    await bench.services.blobs.remove({ container: "cloudpix-files", name: file.blobName });
    await ask(file);
    await idle();
    expect(await thumbnailOf(file)).toMatchObject({ state: "failed", reason: refusals.missing });
  });
});

describe("when storage does not answer", () => {
  const failedTries = () => logged("job failed for now").length;

  test("a picture is tried again and nothing is lost", async () => {
    const file = await bench.addFile(await jpeg());
    bench.storage.setOutage({ blobs: true });
    await ask(file);
    await expect.poll(failedTries).toBe(1);
    expect(await thumbnailOf(file)).toMatchObject({ state: "pending" });
    bench.storage.setOutage({});
    await expect.poll(loop.inFlight).toBe(0);
    bench.advance(MINUTE_MS);
    await idle();
    expect(await thumbnailOf(file)).toMatchObject({ state: "ready" });
  });

  test("five tries reach over 30 seconds; then the file is failed in words and the message set aside", async () => {
    const file = await bench.addFile(await jpeg());
    bench.storage.setOutage({ blobs: true });
    const begun = bench.services.now().getTime();
    await ask(file);
    for (let tries = 1; tries <= 5; tries += 1) {
      const oneMore = () => {
        if (loop.inFlight() === 0) bench.advance(SECOND_MS);
        return failedTries();
      };
      await expect.poll(oneMore, { timeout: 10_000, interval: 20 }).toBe(tries);
    }
    await idle();
    expect(bench.services.now().getTime() - begun).toBeGreaterThan(30 * SECOND_MS);
    expect(await thumbnailOf(file)).toMatchObject({ state: "failed", reason: refusals.repeatedly });
    expect(await bench.services.queue.poisonDepth()).toBe(1);
  });

  test("the loop goes on when the queue is back", async () => {
    const file = await bench.addFile(await jpeg());
    await ask(file);
    bench.storage.setOutage({ queue: true, blobs: true });
    await expect.poll(() => logged("the queue does not answer").length).toBeGreaterThan(0);
    bench.storage.setOutage({});
    bench.advance(MINUTE_MS);
    await idle();
    expect(await thumbnailOf(file)).toMatchObject({ state: "ready" });
  });
});

describe("stopping", () => {
  test("gives back what is not finished, at once visible to others", async () => {
    const file = await bench.addFile(await jpeg(5000, 4000));
    await ask(file);
    await expect.poll(loop.inFlight, { interval: 1 }).toBe(1);
    await loop.stop(0);
    const [delivery] = await bench.services.queue.receive(1, SECOND_MS);
    expect(delivery?.message).toMatchObject({ fileId: file.fileId });
  });

  test("lets what is under way finish within its grace, and receives nothing more", async () => {
    const file = await bench.addFile(await jpeg());
    await ask(file);
    await expect.poll(loop.inFlight, { interval: 1 }).toBe(1);
    await loop.stop(10_000);
    expect(await thumbnailOf(file)).toMatchObject({ state: "ready" });
    await ask(file);
    await loop.stop(0);
    expect(await bench.services.queue.depth()).toBe(1);
  });
});

describe("the card for link previews", () => {
  const names = async (file: FileRecord) => (await thumbnailOf(file))?.renditions.map(({ name }) => name);

  test("is added to a ready file, once", async () => {
    const file = await bench.addFile(await jpeg());
    await ask(file);
    await idle();
    await ask(file, "open-graph");
    await idle();
    await ask(file, "open-graph");
    await idle();
    expect(await names(file)).toEqual(["preview", "medium", "thumb", "og"]);
    expect(await bench.names("cloudpix-thumbnails")).toHaveLength(4);
  });

  test("is made of a file that was shared before its preview was there", async () => {
    const file = await bench.addFile(await jpeg());
    await bench.addLink(file);
    await ask(file, "open-graph");
    await idle();
    expect(await names(file)).toEqual([]);
    await ask(file);
    await expect.poll(() => names(file), { timeout: 20_000 }).toContain("og");
    await idle();
  });
});
