import { expect, test } from "vitest";
import { emptyTrash } from "./empty-trash.ts";

const unstopped = new AbortController().signal;

/** A trash of so many files, in pages of 15; deleting the file called `broken` fails. */
const trashOf = (count: number, broken?: string) => {
  const files = new Set(Array.from({ length: count }, (_, index) => `file-${index}`));
  return {
    files,
    list: async (cursor: string | null) => {
      const [all, begin] = [[...files], Number(cursor)];
      const page = all.slice(begin, begin + 15).map((fileId) => ({ fileId }));
      return { files: page, nextCursor: begin + 15 < all.length ? String(begin + 15) : null };
    },
    purge: async (fileId: string) => {
      if (fileId === broken) throw new Error("No answer.");
      files.delete(fileId);
    },
  };
};

test("everything that is in the trash goes, and what is done is told as it goes", async () => {
  const trash = trashOf(47);
  const told: string[] = [];
  const { purgedIds, failure } = await emptyTrash(trash, {
    onProgress: (done, total) => told.push(`${done}/${total}`),
    signal: unstopped,
  });
  expect([purgedIds.length, failure, trash.files.size]).toEqual([47, null, 0]);
  expect(told).toEqual(["20/47", "40/47", "47/47"]);
});

test("what comes into the trash meanwhile stays", async () => {
  const trash = trashOf(3);
  const purge = async (fileId: string) => {
    trash.files.add("thrown away just now");
    await trash.purge(fileId);
  };
  await emptyTrash({ ...trash, purge }, { onProgress: () => {}, signal: unstopped });
  expect([...trash.files]).toEqual(["thrown away just now"]);
});

test("a failure stops it, says what is gone by then, and leaves the rest for another try", async () => {
  const trash = trashOf(47, "file-25");
  const { purgedIds, failure } = await emptyTrash(trash, { onProgress: () => {}, signal: unstopped });
  expect(purgedIds).toHaveLength(39);
  expect(failure).toEqual(new Error("No answer."));
  expect(trash.files.size).toBe(8);
  expect(trash.files.has("file-46")).toBe(true);
});

test("stopped, it ends what is under way and leaves the rest", async () => {
  const [trash, stop] = [trashOf(47), new AbortController()];
  const outcome = await emptyTrash(trash, { onProgress: () => stop.abort(), signal: stop.signal });
  expect(outcome).toMatchObject({ failure: null });
  expect([outcome.purgedIds.length, trash.files.size]).toEqual([20, 27]);
});

test("a trash that cannot be read is told as a failure", async () => {
  const list = () => Promise.reject(new Error("No answer."));
  const outcome = await emptyTrash({ ...trashOf(1), list }, { onProgress: () => {}, signal: unstopped });
  expect(outcome).toEqual({ purgedIds: [], failure: new Error("No answer.") });
});
