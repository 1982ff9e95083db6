import {
  DAY_MS,
  type FileRecord,
  incomingBlobName,
  MINUTE_MS,
  noThumbnail,
  renditionBlobName,
  toInstant,
} from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Death, dyingServices } from "../dying-services.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { finishPurges } from "./finish-purges.ts";
import { mendUsedBytes } from "./mend-used-bytes.ts";
import { purgeFile } from "./purge-file.ts";
import { createPurgeTrash } from "./purge-trash.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("twelve bytes");
const plain = { thumbnail: noThumbnail() };

const addTrashed = async (userId: string): Promise<FileRecord> => {
  const file = await bench.addFile(bytes, { ...plain, userId, status: "trashed" });
  const { blobs } = bench.services;
  await blobs.write({ container: "cloudpix-incoming", name: incomingBlobName(file) }, bytes, "a/b");
  const name = renditionBlobName(file, "thumb", "aaaa");
  await blobs.write({ container: "cloudpix-thumbnails", name }, bytes, "a/b");
  await bench.addLink(file);
  return file;
};

/** What is known to the database and storage of a file. */
const leftOf = async ({ userId, fileId }: FileRecord) => {
  const containers = ["cloudpix-files", "cloudpix-thumbnails", "cloudpix-incoming"] as const;
  const names = await Promise.all(containers.map((container) => bench.names(container)));
  return {
    row: await bench.services.db.files.get(userId, fileId),
    links: await bench.services.db.shareLinks.listByFile(userId, fileId),
    blobs: names.flat().filter((name) => name.includes(fileId)),
  };
};

/** A worker that starts where another died, and what it does within its first minute. */
const startAnew = async () => {
  for (let sweeps = 0; sweeps < 2; sweeps += 1) {
    bench.advance(MINUTE_MS / 2);
    await finishPurges(bench.services);
    await mendUsedBytes(bench.services);
  }
};

test.for<Death["when"]>(["before", "after"])(
  "a purge whose worker is killed %s any of its steps is finished by the next one, and its bytes are given back once",
  async (when) => {
    let steps = 0;
    for (let died = true; died; ) {
      steps += 1;
      const kept = await bench.addFile(bytes, plain);
      const { userId } = kept;
      const trashed = [await addTrashed(userId), await addTrashed(userId)];
      bench.advance(31 * DAY_MS);
      const death = dyingServices(bench.services, { call: steps, when });
      await createPurgeTrash(30)(death.dying).catch(() => undefined);
      died = death.died();
      await startAnew();
      // The clean-up that was killed runs again.
      await createPurgeTrash(30)(bench.services);
      for (const file of trashed) expect(await leftOf(file)).toEqual({ row: null, links: [], blobs: [] });
      expect((await bench.services.db.users.get(userId))?.usedBytes).toBe(bytes.length);
      expect(await leftOf(kept)).toMatchObject({ row: kept, blobs: [kept.blobName] });
    }
    // The list, and for each of two files: claim, links, two folders, a blob, mark, row, space.
    expect(steps).toBeGreaterThanOrEqual(2 + 2 * 8);
  },
);

test("a purge that comes late harms no file that was announced anew under the same id meanwhile", async () => {
  const { userId } = await bench.addUser();
  const ended = await addTrashed(userId);
  const { db } = bench.services;
  await db.files.remove(userId, ended.fileId);
  await db.users.releaseBytes(userId, ended.fileSize, toInstant(bench.services.now()));
  const anew = await bench.addFile(bytes, { ...plain, userId, fileId: ended.fileId, status: "purging" });
  const thumb = renditionBlobName(anew, "thumb", "bbbb");
  await bench.services.blobs.write({ container: "cloudpix-thumbnails", name: thumb }, bytes, "a/b");
  expect(await purgeFile(bench.services, ended)).toBe(false);
  expect(await leftOf(anew)).toMatchObject({ row: anew, blobs: [anew.blobName, thumb] });
  expect((await db.users.get(userId))?.usedBytes).toBe(bytes.length);
});

test("a file that was restored in time is not purged", async () => {
  const { userId } = await bench.addUser();
  const file = await addTrashed(userId);
  bench.advance(31 * DAY_MS);
  const { db } = bench.services;
  const restoring = {
    ...bench.services,
    db: {
      ...db,
      files: {
        ...db.files,
        listByStatusBefore: async (
          ...[status, before, limit]: Parameters<typeof db.files.listByStatusBefore>
        ) => {
          const listed = await db.files.listByStatusBefore(status, before, limit);
          await db.files.update(userId, file.fileId, { status: "active" }, { status: ["trashed"] });
          return listed;
        },
      },
    },
  };
  expect(await createPurgeTrash(30)(restoring)).toEqual({ trashPurged: 0, trashLeft: 0 });
  expect(await leftOf(file)).toMatchObject({ row: { status: "active" }, blobs: { length: 3 } });
});
