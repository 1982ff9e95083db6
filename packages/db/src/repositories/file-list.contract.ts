import { type FileId, type FileRecord, newUuidV7 } from "@cloudpix/domain";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import type { FilePosition, FileQuery } from "./file-repository.ts";
import { sampleFile, sampleFiles } from "./sample-records.ts";

const somebodyElse = () => newUuidV7(new Date());

/** What `list` of every {@link FileRepository} promises, in the order of upload. */
export const fileListContract = (open: () => Database): void => {
  describe("list", () => {
    const added = async (over: Partial<FileRecord> = {}) => {
      const file = sampleFile(over);
      expect(await open().files.create(file)).toBe("created");
      return file;
    };
    const addedAll = async (files: FileRecord[]) => {
      for (const file of files) await open().files.create(file);
      return files.toReversed();
    };
    const at = (file: FileRecord | undefined): FilePosition => ({ key: null, fileId: file?.fileId ?? "" });

    const all = { statuses: ["active"], sort: "newest", limit: 100 } as const;

    it("lists a user's files newest first, complete in every field", async () => {
      const files = await addedAll(sampleFiles(5));
      const userId = files[0]?.userId ?? "";
      expect(await open().files.list(userId, all)).toEqual({ files, next: null });
    });

    it("or oldest first", async () => {
      const files = await addedAll(sampleFiles(5));
      const userId = files[0]?.userId ?? "";
      expect(await open().files.list(userId, { ...all, sort: "oldest", limit: 4 })).toEqual({
        files: files.toReversed().slice(0, 4),
        next: at(files[1]),
      });
    });

    it("a user without files gets an empty page", async () => {
      expect(await open().files.list(somebodyElse(), all)).toEqual({ files: [], next: null });
    });

    it("files of somebody else are not listed", async () => {
      const mine = await added();
      await added();
      expect((await open().files.list(mine.userId, all)).files).toEqual([mine]);
    });

    it("holds at most `limit` files and says exactly whether there are more", async () => {
      const files = await addedAll(sampleFiles(4));
      const userId = files[0]?.userId ?? "";
      expect(await open().files.list(userId, { ...all, limit: 3 })).toEqual({
        files: files.slice(0, 3),
        next: at(files[2]),
      });
      expect(await open().files.list(userId, { ...all, limit: 4 })).toEqual({ files, next: null });
    });

    it("shows only the statuses and the kind that were asked for", async () => {
      const { userId, ...video } = await added({ kind: "video" });
      const image = await added({ userId, fileId: newUuidV7(new Date(Date.now() + 1)) });
      const trashed = await added({
        userId,
        fileId: newUuidV7(new Date(Date.now() + 2)),
        status: "trashed",
      });
      await added({ userId, status: "uploading" });
      const ids = async (query: FileQuery) =>
        (await open().files.list(userId, query)).files.map((file) => file.fileId);
      expect(await ids(all)).toEqual([image.fileId, video.fileId]);
      expect(await ids({ ...all, kind: "video" })).toEqual([video.fileId]);
      expect(await ids({ ...all, statuses: ["trashed"] })).toEqual([trashed.fileId]);
      expect(await ids({ ...all, statuses: ["active", "trashed"] })).toEqual([
        trashed.fileId,
        image.fileId,
        video.fileId,
      ]);
      expect(await ids({ ...all, statuses: ["verifying", "purging"] })).toEqual([]);
      expect(await ids({ ...all, statuses: [] })).toEqual([]);
    });

    it("`limit` and `next` go by matching files only, with several statuses and a kind", async () => {
      const made = sampleFiles(12).map(
        (file, index): FileRecord => ({
          ...file,
          status: (["active", "trashed", "uploading"] as const)[index % 3] ?? "active",
          kind: index < 6 ? "image" : "video",
        }),
      );
      const files = await addedAll(made);
      const userId = files[0]?.userId ?? "";
      const query = { statuses: ["active", "trashed"], kind: "video", sort: "newest", limit: 3 } as const;
      const match = files.filter((file) => file.status !== "uploading" && file.kind === "video");
      expect(match).toHaveLength(4);
      expect(await open().files.list(userId, query)).toEqual({
        files: match.slice(0, 3),
        next: at(match[2]),
      });
      expect(await open().files.list(userId, { ...query, after: at(match[2]) })).toEqual({
        files: match.slice(3),
        next: null,
      });
    });

    it("paging walks every file exactly once, also while others are added and the last one seen is removed", async () => {
      const files = await addedAll(sampleFiles(23));
      const userId = files[0]?.userId ?? "";
      const seen: FileId[] = [];
      let after: FilePosition | null | undefined;
      do {
        const page = await open().files.list(userId, { ...all, limit: 5, ...(after ? { after } : {}) });
        seen.push(...page.files.map((file) => file.fileId));
        after = page.next;
        await added({ userId, fileId: newUuidV7(new Date(Date.now() + 60_000)) });
        if (after) await open().files.remove(userId, after.fileId);
      } while (after);
      expect(seen).toEqual(files.map((file) => file.fileId));
    });
  });
};
