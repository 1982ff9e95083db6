import { type FileRecord, newBlobName, newUuidV7, noThumbnail, type Thumbnail } from "@cloudpix/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { fileListContract } from "./file-list.contract.ts";
import { fileSearchContract } from "./file-search.contract.ts";
import { fileSortContract } from "./file-sort.contract.ts";
import { fileSweepContract } from "./file-sweep.contract.ts";
import { fileTotalsContract } from "./file-totals.contract.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleFile } from "./sample-records.ts";

const somebodyElse = () => newUuidV7(new Date());

const drawn: Thumbnail = {
  state: "ready",
  reason: null,
  renditions: [
    {
      name: "medium",
      blobName: "u/f/medium-1",
      contentType: "image/webp",
      width: 800,
      height: 600,
      sizeBytes: 54_321,
    },
    { name: "og", blobName: "u/f/og-1", contentType: "image/jpeg", width: 1200, height: 630, sizeBytes: 9 },
  ],
  thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
};

/** What every {@link FileRepository} promises. `open` is called once; the database is closed afterwards. */
export const fileRepositoryContract = (open: () => Promise<Database>): void => {
  describe("file repository", () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
    });
    afterAll(() => db?.close());

    const added = async (over: Partial<FileRecord> = {}) => {
      const file = sampleFile(over);
      expect(await db.files.create(file)).toBe("created");
      return file;
    };

    describe("create, get", () => {
      it("a file with every field set and a file with every null come back exactly as they were created", async () => {
        const full = await added({
          fileName: "Ünï “写真” 👩‍👩‍👧 'quoted'.jpg",
          sha256: "ab".repeat(32),
          fileSize: 50 * 1024 ** 3 + 1,
          storageAccount: 2,
          verifiedDate: fromNow(-1_000),
          takenAt: "2024-02-29T23:59:59+05:30",
          width: 4032,
          height: 3024,
          durationMs: 0,
          thumbnail: drawn,
        });
        const bare = await added({ thumbnail: noThumbnail("Nothing to draw — 空") });
        expect(await db.files.get(full.userId, full.fileId)).toEqual(full);
        expect(await db.files.get(bare.userId, bare.fileId)).toEqual(bare);
      });

      it("an unknown file answers null", async () => {
        expect(await db.files.get(somebodyElse(), newUuidV7(new Date()))).toBeNull();
      });

      it("a file of somebody else does not exist", async () => {
        const file = await added();
        expect(await db.files.get(somebodyElse(), file.fileId)).toBeNull();
      });

      it("repeating a create answers `exists` and changes nothing, whatever it carries", async () => {
        const file = await added();
        expect(await db.files.create(file)).toBe("exists");
        expect(await db.files.create({ ...file, fileName: "other.png", status: "purging" })).toBe("exists");
        expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
      });

      it("of 20 parallel creates of one file exactly one is `created`", async () => {
        const file = sampleFile();
        const answers = await inParallel(20, () => db.files.create(file));
        expect(answers.filter((answer) => answer === "created")).toHaveLength(1);
        expect(answers.filter((answer) => answer === "exists")).toHaveLength(19);
      });

      it("an id that somebody else uses is free, and both keep their own file", async () => {
        const theirs = await added();
        const mine = await added({ fileId: theirs.fileId, fileName: "mine.jpg" });
        expect(await db.files.get(mine.userId, mine.fileId)).toEqual(mine);
        expect(await db.files.get(theirs.userId, theirs.fileId)).toEqual(theirs);
      });
    });

    fileListContract(() => db);
    fileSortContract(() => db);
    fileSearchContract(() => db);
    fileTotalsContract(() => db);

    describe("update", () => {
      it("changes what is given, keeps the rest, and answers the file after it", async () => {
        const file = await added({ status: "uploading" });
        const changes = {
          fileName: "Neuer Näme.png",
          contentType: "image/png",
          kind: "image",
          fileSize: 5,
          sha256: "0f".repeat(32),
          status: "active",
          statusDate: fromNow(0),
          takenAt: "2020-01-01",
          width: 10,
          height: 20,
          durationMs: 30,
          blobName: "elsewhere",
          thumbnail: drawn,
        } as const;
        expect(await db.files.update(file.userId, file.fileId, { fileName: "one.jpg" })).toEqual({
          ...file,
          fileName: "one.jpg",
        });
        expect(await db.files.update(file.userId, file.fileId, changes)).toEqual({ ...file, ...changes });
        expect(await db.files.get(file.userId, file.fileId)).toEqual({ ...file, ...changes });
        const emptied = { width: null, sha256: null, takenAt: null };
        expect(await db.files.update(file.userId, file.fileId, emptied)).toEqual({
          ...file,
          ...changes,
          ...emptied,
        });
      });

      it("without changes answers the file as it is, if the condition holds", async () => {
        const file = await added();
        expect(await db.files.update(file.userId, file.fileId, {})).toEqual(file);
        expect(await db.files.update(file.userId, file.fileId, {}, { status: ["trashed"] })).toBeNull();
      });

      it.each([
        ["status", { status: ["uploading", "trashed"] }],
        ["thumbnail state", { thumbnailState: ["ready"] }],
        ["announcement", { blobName: newBlobName(sampleFile()) }],
        ["date of the status", { statusDate: "2001-01-01T00:00:00.000Z" }],
        ["both, of which one holds", { status: ["active"], thumbnailState: ["failed", "none"] }],
      ] as const)("a failing condition on %s answers null and changes nothing", async (_, condition) => {
        const file = await added();
        const changes = { fileName: "changed.jpg", thumbnail: drawn };
        expect(await db.files.update(file.userId, file.fileId, changes, condition)).toBeNull();
        expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
      });

      it("a condition that holds lets the change through", async () => {
        const file = await added();
        const { blobName, statusDate } = file;
        const condition = {
          status: ["uploading", "active"],
          thumbnailState: ["pending"],
          blobName,
          statusDate,
        } as const;
        const after = { ...file, thumbnail: drawn };
        expect(await db.files.update(file.userId, file.fileId, { thumbnail: drawn }, condition)).toEqual(
          after,
        );
      });

      it("an unknown file answers null and is not created", async () => {
        const { userId, fileId } = sampleFile();
        expect(await db.files.update(userId, fileId, { fileName: "x.jpg" })).toBeNull();
        expect(await db.files.get(userId, fileId)).toBeNull();
      });

      it("a file of somebody else answers null and stays as it was", async () => {
        const file = await added();
        expect(await db.files.update(somebodyElse(), file.fileId, { fileName: "x.jpg" })).toBeNull();
        expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
      });

      it("of 20 parallel changes under a condition that each makes untrue exactly one succeeds", async () => {
        const file = await added({ status: "uploading" });
        const answers = await inParallel(20, (index) =>
          db.files.update(
            file.userId,
            file.fileId,
            { status: "active", width: index + 1 },
            { status: ["uploading"] },
          ),
        );
        const winners = answers.filter((answer) => answer !== null);
        expect(winners).toHaveLength(1);
        expect(await db.files.get(file.userId, file.fileId)).toEqual(winners[0]);
      });

      it("parallel changes of different fields lose nothing of each other", async () => {
        const file = await added();
        const changes = [{ fileName: "renamed.jpg" }, { thumbnail: drawn }, { width: 7 }, { height: 8 }];
        await Promise.all(changes.map((change) => db.files.update(file.userId, file.fileId, change)));
        expect(await db.files.get(file.userId, file.fileId)).toEqual(Object.assign({}, file, ...changes));
      });
    });

    describe("remove", () => {
      it("removes the file, once", async () => {
        const file = await added();
        expect(await db.files.remove(file.userId, file.fileId)).toBe(true);
        expect(await db.files.get(file.userId, file.fileId)).toBeNull();
        expect(await db.files.remove(file.userId, file.fileId)).toBe(false);
      });

      it("has exactly one winner among 20 parallel callers", async () => {
        const file = await added();
        const answers = await inParallel(20, () => db.files.remove(file.userId, file.fileId));
        expect(answers.filter(Boolean)).toHaveLength(1);
      });

      it("under a failing condition removes nothing; under one that holds, the file", async () => {
        const file = await added({ status: "purging" });
        const condition = { status: ["purging"], thumbnailState: ["ready"] } as const;
        expect(await db.files.remove(file.userId, file.fileId, condition)).toBe(false);
        expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
        const announcedAnew = { status: ["purging"], blobName: newBlobName(file) } as const;
        expect(await db.files.remove(file.userId, file.fileId, announcedAnew)).toBe(false);
        expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
        expect(await db.files.remove(file.userId, file.fileId, { status: ["purging"] })).toBe(true);
      });

      it("a file of somebody else stays", async () => {
        const file = await added();
        expect(await db.files.remove(somebodyElse(), file.fileId)).toBe(false);
        expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
      });
    });

    describe("sumBytes", () => {
      it("is exact over all statuses, follows changes, and is 0 for nobody", async () => {
        const { userId } = await added({ fileSize: 2 ** 40 + 1 });
        const statuses = ["uploading", "verifying", "trashed", "purging"] as const;
        const others = await Promise.all(
          statuses.map((status, index) => added({ userId, status, fileSize: 10 ** index })),
        );
        expect(await db.files.sumBytes(userId)).toBe(2 ** 40 + 1 + 1_111);
        await db.files.remove(userId, others[3]?.fileId ?? "");
        await db.files.update(userId, others[0]?.fileId ?? "", { fileSize: 5 });
        expect(await db.files.sumBytes(userId)).toBe(2 ** 40 + 1 + 115);
        expect(await db.files.sumBytes(somebodyElse())).toBe(0);
      });
    });

    fileSweepContract(() => db);
  });
};
