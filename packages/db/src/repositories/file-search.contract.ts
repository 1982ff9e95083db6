import { newUuidV7, searchTerms } from "@cloudpix/domain";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { sampleFiles } from "./sample-records.ts";
import { walkFiles } from "./walk-files.ts";

/** What `list` of every {@link FileRepository} promises about searches. */
export const fileSearchContract = (open: () => Database): void => {
  describe("search", () => {
    /** The id of a new user with files of these names, oldest first. */
    const named = async (...names: string[]) => {
      const files = sampleFiles(names.length);
      for (const [index, file] of files.entries()) {
        await open().files.create({ ...file, fileName: names[index] ?? "" });
      }
      return files[0]?.userId ?? "";
    };
    const found = async (userId: string, text: string) =>
      (
        await open().files.list(userId, {
          statuses: ["active"],
          limit: 100,
          sort: "oldest",
          terms: searchTerms(text),
        })
      ).files.map((file) => file.fileName);

    it("finds a name in any letter case and in any spelling of its accents", async () => {
      const userId = await named("ÉTÉ à la mer.JPG", "été.png", "Straße.jpg", "ＷＩＤＥ.jpg");
      expect(await found(userId, "été")).toEqual(["ÉTÉ à la mer.JPG", "été.png"]);
      expect(await found(userId, "E\u0301T")).toEqual(["ÉTÉ à la mer.JPG", "été.png"]);
      expect(await found(userId, "STRASSE")).toEqual([]);
      expect(await found(userId, "straßE")).toEqual(["Straße.jpg"]);
      expect(await found(userId, "wide")).toEqual(["ＷＩＤＥ.jpg"]);
    });

    it("finds names that contain all words, in any order and anywhere", async () => {
      const userId = await named("2024 Beach Oma.jpg", "beach 2025.jpg", "oma.jpg");
      expect(await found(userId, "oma beach")).toEqual(["2024 Beach Oma.jpg"]);
      expect(await found(userId, "each")).toEqual(["2024 Beach Oma.jpg", "beach 2025.jpg"]);
      expect(await found(userId, "beach 2026")).toEqual([]);
    });

    it("no words find every file", async () => {
      const userId = await named("a.jpg", "b.jpg");
      expect(await found(userId, "  ")).toEqual(["a.jpg", "b.jpg"]);
    });

    it.each(["%", "_", "'", '"', "*", "[a-z]", "?", "@term0", ":term0", "写真", "👩‍👩‍👧"])(
      "takes %s for itself and nothing else",
      async (text) => {
        const userId = await named("plain.jpg", `with ${text} inside.jpg`);
        expect(await found(userId, text)).toEqual([`with ${text} inside.jpg`]);
      },
    );

    it("of what no name can hold finds nothing", async () => {
      const userId = await named("plain.jpg");
      for (const text of ["\\", "/", "\u0000", "\ud83d"]) expect(await found(userId, text)).toEqual([]);
    });

    it("looks for as many words as a search can hold", async () => {
      const words = Array.from("abcdefghijklmnopqrstuvwxyz0123456789-.+=~!#$%&()", (one) => one);
      const userId = await named(words.join(""), words.slice(1).join(""));
      expect(await found(userId, words.join(" "))).toEqual([words.join("")]);
    });

    it("finds no file of somebody else", async () => {
      await named("unmistakable.jpg");
      expect(await found(newUuidV7(new Date()), "unmistakable")).toEqual([]);
    });

    it("walks every match once over pages", async () => {
      const userId = await named(
        ...Array.from({ length: 20 }, (_, index) => `${index % 3 ? "yes" : "no"}.jpg`),
      );
      const query = { statuses: ["active"], terms: ["yes"], sort: "newest", limit: 4 } as const;
      const seen = await walkFiles(open(), userId, query);
      expect(seen.map((file) => file.fileName)).toEqual(Array.from({ length: 13 }, () => "yes.jpg"));
      expect(new Set(seen.map((file) => file.fileId)).size).toBe(13);
    });
  });
};
