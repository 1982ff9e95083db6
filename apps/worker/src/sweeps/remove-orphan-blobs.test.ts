import {
  DAY_MS,
  incomingBlobName,
  newBlobName,
  newUuidV7,
  noThumbnail,
  renditionBlobName,
} from "@cloudpix/domain";
import type { ContainerName } from "@cloudpix/storage";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Services } from "../services.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { createRemoveOrphanBlobs } from "./remove-orphan-blobs.ts";
import { endlessTurn, type Turn } from "./turn.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("twelve bytes");
const write = (container: ContainerName, name: string) =>
  bench.services.blobs.write({ container, name }, bytes, "a/b");

/** An upload with what has arrived of it, and a rendition that its row does not name. */
const addUploading = async () => {
  const file = await bench.addFile(bytes, { thumbnail: noThumbnail(), status: "uploading" });
  await write("cloudpix-incoming", incomingBlobName(file));
  await write("cloudpix-thumbnails", renditionBlobName(file, "thumb", "aaaa"));
  return file;
};

/** Blobs of a file that has no row. */
const addLost = async (container: ContainerName, count = 1) => {
  const now = bench.services.now();
  const own = { userId: newUuidV7(now), fileId: newUuidV7(now) };
  const blobName = newBlobName({ ...own, fileName: "beach.jpg" });
  for (let added = 0; added < count; added += 1)
    await write(container, renditionBlobName({ ...own, blobName }, "thumb", `${added}`));
};

/** A worker that has just started and knows of no other but by the database. */
const sweep = (turn: Turn = endlessTurn, services: Services = bench.services) =>
  createRemoveOrphanBlobs({ batch: 2 })(services, turn);

/** A turn in which something is begun so many times. */
const turnOf = (times: number): Turn => {
  let asked = 0;
  return {
    ...endlessTurn,
    isOver: () => {
      asked += 1;
      return asked > times;
    },
  };
};

describe("a walk that does not come to its end", () => {
  test("is gone on with by the worker that starts next, until every blob was looked at once", async () => {
    for (const container of ["cloudpix-incoming", "cloudpix-files", "cloudpix-thumbnails"] as const) {
      for (let count = 0; count < 7; count += 1) await addLost(container);
    }
    bench.advance(DAY_MS + 1);
    let starts = 0;
    let seen = 0;
    for (let removed = 0; removed < 21; starts += 1) {
      const counts = await sweep(turnOf(3));
      seen += Number(counts["blobsSeen"]);
      removed += Number(counts["orphansRemoved"]);
      expect(starts).toBeLessThan(21);
    }
    expect(starts).toBeGreaterThan(3);
    expect(seen).toBe(21);
  });

  test("is begun anew when nobody went on with it for a day: what it had passed may be orphaned by now", async () => {
    const uploads = [await addUploading(), await addUploading(), await addUploading()];
    bench.advance(DAY_MS + 1);
    expect(await sweep(turnOf(4))).toMatchObject({ blobsSeen: 3, orphansRemoved: 0 });
    for (const { userId, fileId } of uploads) await bench.services.db.files.remove(userId, fileId);
    bench.advance(DAY_MS);
    expect(await sweep()).toMatchObject({ blobsSeen: 9, orphansRemoved: 9 });
  });

  test("leaves no mark once it is over: the next one begins at the first name", async () => {
    await addUploading();
    await addUploading();
    bench.advance(DAY_MS + 1);
    expect(await sweep()).toMatchObject({ blobsSeen: 6, orphansRemoved: 2 });
    expect(await sweep()).toMatchObject({ blobsSeen: 4, orphansRemoved: 0 });
  });
});

test("a blob that cannot be removed keeps no other from going", async () => {
  await addLost("cloudpix-files");
  await addLost("cloudpix-files");
  await addLost("cloudpix-thumbnails");
  bench.advance(DAY_MS + 1);
  const { blobs } = bench.services;
  const [stubborn] = await bench.names("cloudpix-files");
  const remove: typeof blobs.remove = async (blob) => {
    if (blob.name === stubborn) throw new Error("storage said no");
    return blobs.remove(blob);
  };
  const failing = { ...bench.services, blobs: { ...blobs, remove } };
  expect(await sweep(endlessTurn, failing)).toEqual({ blobsSeen: 3, orphansRemoved: 2, orphansLeft: 1 });
});

test("the row of a file is read once for its blobs that follow each other", async () => {
  await addLost("cloudpix-thumbnails", 4);
  await addLost("cloudpix-thumbnails", 4);
  bench.advance(DAY_MS + 1);
  const { db } = bench.services;
  let reads = 0;
  const get: typeof db.files.get = async (...file) => {
    reads += 1;
    return db.files.get(...file);
  };
  const counting = { ...bench.services, db: { ...db, files: { ...db.files, get } } };
  expect(await createRemoveOrphanBlobs()(counting)).toMatchObject({ orphansRemoved: 8 });
  expect(reads).toBe(2);
});
