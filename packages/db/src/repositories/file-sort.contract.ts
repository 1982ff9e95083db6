import { type FileRecord, type FileSort, foldName, searchTerms } from "@cloudpix/domain";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import type { FileQuery } from "./file-repository.ts";
import { sampleFiles } from "./sample-records.ts";
import { walkFiles } from "./walk-files.ts";

const compare = (a: string | number, b: string | number) => Number(a > b) - Number(a < b);
const byId = (a: FileRecord, b: FileRecord) => compare(a.fileId, b.fileId);
const byName = (a: FileRecord, b: FileRecord) =>
  compare(foldName(a.fileName), foldName(b.fileName)) || byId(a, b);
const bySize = (a: FileRecord, b: FileRecord) => compare(a.fileSize, b.fileSize) || byId(a, b);
const orders: [FileSort, (a: FileRecord, b: FileRecord) => number][] = [
  ["newest", (a, b) => byId(b, a)],
  ["oldest", byId],
  ["name", byName],
  ["name_desc", (a, b) => byName(b, a)],
  ["smallest", bySize],
  ["largest", (a, b) => bySize(b, a)],
];

/** What `list` of every {@link FileRepository} promises about orders. */
export const fileSortContract = (open: () => Database): void => {
  const addedAll = async (files: FileRecord[]) => {
    for (const file of files) await open().files.create(file);
    return { files, userId: files[0]?.userId ?? "" };
  };
  /** Files of one user by name, oldest first. */
  const named = (...names: string[]) =>
    addedAll(sampleFiles(names.length).map((file, index) => ({ ...file, fileName: names[index] ?? "" })));
  const all = { statuses: ["active"], limit: 100 } as const;

  describe("orders", () => {
    // Each name and each size three times, in different letter cases and spellings, over two statuses and kinds.
    const names = [
      "Été 2.JPG",
      "b.mov",
      "a.jpg",
      "été 2.jpg",
      "A.JPG",
      "B.mov",
      "ÉTÉ 2.jpg",
      "b.MOV",
      "a.JPG",
    ];
    const mixed = () =>
      sampleFiles(18).map(
        (file, index): FileRecord => ({
          ...file,
          fileName: names[index % 9] ?? "",
          fileSize: [2 ** 40, 0, 7, 2 ** 31][index % 4] ?? 0,
          kind: index % 4 === 3 ? "video" : "image",
          status: index % 5 === 1 ? "verifying" : "active",
        }),
      );
    const statuses = ["active", "verifying"] as const;

    it.each(orders)(
      "by %s: a walk over pages of any size meets every file once and in order, equals by id",
      async (sort, order) => {
        const { files, userId } = await addedAll(mixed());
        const expected = files.toSorted(order);
        for (const limit of [1, 2, 5, 18]) {
          expect(await walkFiles(open(), userId, { statuses, sort, limit })).toEqual(expected);
        }
      },
    );

    it.each(orders)("by %s: status, kind and search at once", async (sort, order) => {
      const { files, userId } = await addedAll(mixed());
      const expected = files
        .filter((file) => file.status === "active" && file.kind === "image")
        .filter((file) => foldName(file.fileName).includes("é"))
        .toSorted(order);
      expect(expected.length).toBeGreaterThan(2);
      const terms = searchTerms("2 ÉT");
      expect(
        await walkFiles(open(), userId, { statuses: ["active"], kind: "image", terms, sort, limit: 2 }),
      ).toEqual(expected);
    });

    it.each(orders)(
      "by %s: a page begins where it should though the file it begins behind was removed",
      async (sort, order) => {
        const { files, userId } = await addedAll(mixed());
        const expected = files.toSorted(order);
        const seen = await walkFiles(open(), userId, { statuses, sort, limit: 4 }, ({ fileId }) =>
          open().files.remove(userId, fileId),
        );
        expect(seen).toEqual(expected);
      },
    );

    it("a renamed file stands and is found under its new name", async () => {
      const { files, userId } = await named("alpha.jpg", "beta.jpg", "gamma.jpg");
      await open().files.update(userId, files[0]?.fileId ?? "", { fileName: "ZULU.jpg" });
      const found = async (query: Partial<FileQuery>) =>
        (await open().files.list(userId, { ...all, sort: "name", ...query })).files.map(
          (file) => file.fileName,
        );
      expect(await found({})).toEqual(["beta.jpg", "gamma.jpg", "ZULU.jpg"]);
      expect(await found({ terms: ["zulu"] })).toEqual(["ZULU.jpg"]);
      expect(await found({ terms: ["alpha"] })).toEqual([]);
    });

    it("a change that leaves the name alone leaves its place", async () => {
      const { files, userId } = await named("b.jpg", "a.jpg");
      await open().files.update(userId, files[0]?.fileId ?? "", { width: 5 });
      const page = await open().files.list(userId, { ...all, sort: "name", terms: ["b"] });
      expect(page.files.map((file) => file.fileName)).toEqual(["b.jpg"]);
    });
  });
};
