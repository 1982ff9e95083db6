import { type FileRecord, type Instant, newUuidV7, noThumbnail, toInstant } from "@cloudpix/domain";
import { afterEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { sampleFile } from "./sample-records.ts";

/**
 * The sweeps over all owners. The database may hold other files: their dates lie in a random moment of a distant
 * century, so that no others are near, and only what was made here is looked at.
 */
export const fileSweepContract = (open: () => Database): void => {
  describe("sweeps over all owners", () => {
    const limit = 1_000;
    let made: FileRecord[] = [];
    afterEach(async () => {
      for (const file of made) await open().files.remove(file.userId, file.fileId);
      made = [];
    });

    const longAgo = () => {
      const startMs = Date.UTC(1000, 0) + Math.floor(Math.random() * 3e13);
      return (offsetMs: number): Instant => toInstant(new Date(startMs + offsetMs));
    };
    const added = async (over: Partial<FileRecord>) => {
      const file = sampleFile(over);
      await open().files.create(file);
      made.push(file);
      return file;
    };
    const ofMine = (files: FileRecord[]) =>
      files.filter((file) => made.some((mine) => mine.fileId === file.fileId));

    it("files of any owner in a status since before a moment are found oldest first, complete in every field", async () => {
      const at = longAgo();
      const status = "trashed";
      const second = await added({ status, statusDate: at(2) });
      const third = await added({ status, statusDate: at(3), userId: second.userId });
      const first = await added({ status, statusDate: at(1) });
      await added({ status, statusDate: at(10) });
      await added({ status: "purging", statusDate: at(1) });
      const found = await open().files.listByStatusBefore(status, at(10), limit);
      expect(ofMine(found)).toEqual([first, second, third]);
    });

    it("a sweep by status answers at most `limit` files", async () => {
      const at = longAgo();
      for (const offset of [1, 2, 3]) await added({ status: "uploading", statusDate: at(offset) });
      expect(await open().files.listByStatusBefore("uploading", at(10), 2)).toHaveLength(2);
    });

    it("active files of any owner whose thumbnail is pending since before a moment are found", async () => {
      const at = longAgo();
      const pending = [await added({ statusDate: at(1) }), await added({ statusDate: at(2) })];
      await added({ statusDate: at(10) });
      await added({ statusDate: at(1), status: "trashed" });
      await added({ statusDate: at(1), thumbnail: noThumbnail() });
      const found = ofMine(await open().files.listPendingThumbnails(at(10), limit));
      expect(new Map(found.map((file) => [file.fileId, file]))).toEqual(
        new Map(pending.map((file) => [file.fileId, file])),
      );
      expect(found).toHaveLength(2);
    });

    it("a file whose thumbnail was drawn is no longer pending", async () => {
      const at = longAgo();
      const file = await added({ statusDate: at(1), userId: newUuidV7(new Date()) });
      await open().files.update(file.userId, file.fileId, { thumbnail: noThumbnail() });
      expect(ofMine(await open().files.listPendingThumbnails(at(10), limit))).toEqual([]);
    });

    it("a sweep for pending thumbnails answers at most `limit` files", async () => {
      const at = longAgo();
      for (const offset of [1, 2, 3]) await added({ statusDate: at(offset) });
      expect(await open().files.listPendingThumbnails(at(10), 2)).toHaveLength(2);
    });
  });
};
