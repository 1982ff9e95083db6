import { DAY_MS, type FileRecord, MINUTE_MS, noThumbnail, SECOND_MS, toInstant } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Services } from "../services.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { finishPurges } from "./finish-purges.ts";
import { createPurgeTrash } from "./purge-trash.ts";
import { beginTurn } from "./turn.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const add = async (count: number, over: Partial<FileRecord>) => {
  const { userId } = await bench.addUser();
  const statusDate = toInstant(bench.services.now());
  const file = () =>
    bench.addFile(Buffer.from("x"), { thumbnail: noThumbnail(), userId, statusDate, ...over });
  const files: FileRecord[] = [];
  while (files.length < count) files.push(await file());
  return files;
};

const left = async (files: readonly FileRecord[]) =>
  (await Promise.all(files.map(bench.file))).filter((file) => file !== null).length;

/** Services whose storage keeps these files whatever is asked of it. */
const keeping = (stubborn: readonly FileRecord[]) => {
  const { blobs } = bench.services;
  let tries = 0;
  const services: Services = {
    ...bench.services,
    blobs: {
      ...blobs,
      removeFolder: async (container, folder) => {
        if (stubborn.some(({ fileId }) => folder.includes(fileId))) {
          tries += 1;
          throw new Error("storage said no");
        }
        return blobs.removeFolder(container, folder);
      },
    },
  };
  return { services, tries: () => tries };
};

/** Services whose storage takes its time. */
const slow = (services: Services): Services => ({
  ...services,
  blobs: {
    ...services.blobs,
    removeFolder: async (...folder) => {
      bench.advance(SECOND_MS / 10);
      return services.blobs.removeFolder(...folder);
    },
  },
});

describe("files that keep failing", () => {
  test("keep no other purge waiting, however many they are and however old", async () => {
    const stubborn = await add(120, { status: "purging" });
    bench.advance(MINUTE_MS);
    const healthy = await add(3, { status: "purging" });
    bench.advance(MINUTE_MS);
    const { services, tries } = keeping(stubborn);
    expect(await finishPurges(services)).toEqual({ purgesFinished: 3, purgesLeft: 120 });
    expect(await left(healthy)).toBe(0);
    expect(tries()).toBe(120);
    bench.advance(MINUTE_MS);
    expect(await finishPurges(bench.services)).toEqual({ purgesFinished: 120, purgesLeft: 0 });
  });

  test("are the last to be tried again, whichever worker's turn it is and however short", async () => {
    const stubborn = await add(21, { status: "purging" });
    bench.advance(MINUTE_MS);
    const healthy = await add(3, { status: "purging" });
    const { services, tries } = keeping(stubborn);
    // Long enough for the first few.
    const { signal } = new AbortController();
    for (let turns = 1; turns <= 3; turns += 1) {
      bench.advance(MINUTE_MS);
      const turn = beginTurn(services, { signal, ms: SECOND_MS / 2 });
      await finishPurges(slow(services), turn);
    }
    expect(await left(healthy)).toBe(0);
    expect(tries()).toBe(21);
  });

  test("keep no other file in the trash past its days", async () => {
    const stubborn = await add(60, { status: "trashed" });
    bench.advance(MINUTE_MS);
    const healthy = await add(60, { status: "trashed" });
    bench.advance(31 * DAY_MS);
    const { services } = keeping(stubborn);
    expect(await createPurgeTrash(30)(services)).toEqual({ trashPurged: 60, trashLeft: 60 });
    expect(await left(healthy)).toBe(0);
  });

  test("in the database are tried once in a run, and the others go", async () => {
    const stubborn = await add(60, { status: "trashed" });
    bench.advance(MINUTE_MS);
    const healthy = await add(60, { status: "trashed" });
    bench.advance(31 * DAY_MS);
    const { db } = bench.services;
    let tries = 0;
    const update: typeof db.files.update = async (userId, fileId, ...change) => {
      if (!stubborn.some((file) => file.fileId === fileId)) return db.files.update(userId, fileId, ...change);
      tries += 1;
      throw new Error("database said no");
    };
    const failing: Services = { ...bench.services, db: { ...db, files: { ...db.files, update } } };
    expect(await createPurgeTrash(30)(failing)).toEqual({ trashPurged: 60, trashLeft: 60 });
    expect(await left(healthy)).toBe(0);
    expect(tries).toBe(60);
  });
});

describe("a turn", () => {
  const inTurn = async (services: Services) => {
    const turn = beginTurn(services, { signal: new AbortController().signal, ms: 5 * SECOND_MS });
    return { counts: await finishPurges(services, turn), another: turn.isAnotherAskedFor() };
  };
  test("of purges ends after its time and asks for another", async () => {
    const files = await add(100, { status: "purging" });
    bench.advance(MINUTE_MS);
    const { counts, another } = await inTurn(slow(bench.services));
    expect(another).toBe(true);
    expect(counts["purgesFinished"]).toBeGreaterThan(20);
    expect(counts["purgesFinished"]).toBeLessThan(50);
    expect(await left(files)).toBe(100 - Number(counts["purgesFinished"]));
  });

  test("in which purges failed asks for no other: what fails is not tried again and again", async () => {
    const files = await add(100, { status: "purging" });
    bench.advance(MINUTE_MS);
    const { counts, another } = await inTurn(slow(keeping(files.slice(0, 1)).services));
    expect(counts).toMatchObject({ purgesLeft: 1 });
    expect(another).toBe(false);
  });
});

test("two workers at once share the purges: none is done by both", async () => {
  const files = await add(100, { status: "purging" });
  bench.advance(MINUTE_MS);
  const { tries, services } = keeping(files);
  await Promise.all([finishPurges(services), finishPurges(services)]);
  expect(tries()).toBe(100);
});
