import { type FileRecord, newUuidV7 } from "@cloudpix/domain";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { sampleFile, sampleFiles } from "./sample-records.ts";

/** What `getMany` and `measure` of every {@link FileRepository} promise. */
export const fileTotalsContract = (open: () => Database): void => {
  const addedAll = async (files: FileRecord[]) => {
    for (const file of files) await open().files.create(file);
    return { files, userId: files[0]?.userId ?? "" };
  };

  describe("getMany", () => {
    const ids = (files: FileRecord[]) => new Map(files.map((file) => [file.fileId, file]));

    it("answers those of the files that are there, each once, complete in every field", async () => {
      const { files, userId } = await addedAll(sampleFiles(3));
      const [first, , third] = files.map((file) => file.fileId);
      const asked = [first ?? "", newUuidV7(new Date()), third ?? "", first ?? ""];
      const found = await open().files.getMany(userId, asked);
      expect(found).toHaveLength(2);
      expect(ids(found)).toEqual(ids(files.filter((file) => asked.includes(file.fileId))));
    });

    it("answers for no file and for 100", async () => {
      const { files, userId } = await addedAll(sampleFiles(100));
      expect(await open().files.getMany(userId, [])).toEqual([]);
      expect(
        ids(
          await open().files.getMany(
            userId,
            files.map((file) => file.fileId),
          ),
        ),
      ).toEqual(ids(files));
    });

    it("files of somebody else are not there", async () => {
      const { files } = await addedAll([sampleFile()]);
      expect(await open().files.getMany(newUuidV7(new Date()), [files[0]?.fileId ?? ""])).toEqual([]);
    });
  });

  describe("measure", () => {
    it("counts files and bytes in the statuses asked for, exactly, and follows changes", async () => {
      const { userId } = await addedAll([sampleFile({ fileSize: 2 ** 40 + 1 })]);
      const trashed = sampleFile({ userId, status: "trashed", fileSize: 10 });
      await addedAll([sampleFile({ userId, status: "verifying", fileSize: 5 }), trashed]);
      const measured = (...statuses: FileRecord["status"][]) => open().files.measure(userId, statuses);
      expect(await measured("active", "verifying")).toEqual({ fileCount: 2, bytes: 2 ** 40 + 6 });
      expect(await measured("trashed")).toEqual({ fileCount: 1, bytes: 10 });
      expect(await measured("purging")).toEqual({ fileCount: 0, bytes: 0 });
      expect(await measured()).toEqual({ fileCount: 0, bytes: 0 });
      await open().files.update(userId, trashed.fileId, { status: "active" });
      expect(await measured("active", "verifying")).toEqual({ fileCount: 3, bytes: 2 ** 40 + 16 });
      expect(await measured("trashed")).toEqual({ fileCount: 0, bytes: 0 });
    });

    it("files of somebody else do not count", async () => {
      await addedAll([sampleFile()]);
      expect(await open().files.measure(newUuidV7(new Date()), ["active"])).toEqual({
        fileCount: 0,
        bytes: 0,
      });
    });
  });
};
