import type { FileView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { everything, type FileListing } from "./file-listing.ts";
import { dropFile, type FilePages, filesOf, isPending, putFile } from "./file-pages.ts";
import { sampleFile } from "./sample-file.ts";

const pages = (...ids: string[][]): FilePages => ({
  pages: ids.map((page, index) => ({
    files: page.map((fileId) => sampleFile({ fileId })),
    nextCursor: index < ids.length - 1 ? "more" : null,
  })),
  pageParams: ids.map(() => null),
});
const put = (data: FilePages, file: FileView, listing: Partial<FileListing> = {}) =>
  putFile(data, file, { ...everything, ...listing });
const idsOf = (data: FilePages) => filesOf(data).map(({ fileId }) => fileId);

test("a file that appears on two pages is shown once", () => {
  expect(idsOf(pages(["3", "2"], ["2", "1"]))).toEqual(["3", "2", "1"]);
  expect(filesOf(undefined)).toEqual([]);
});

test("a new file takes its place by time, whichever upload ended first", () => {
  expect(idsOf(put(pages(["4", "2"], ["1"]), sampleFile({ fileId: "3" })))).toEqual(["4", "3", "2", "1"]);
});

test("a file that comes back from the trash returns to its own page, or waits for that page", () => {
  const restored = sampleFile({ fileId: "2" });
  expect(idsOf(put(pages(["5", "4"], ["3", "1"]), restored))).toEqual(["5", "4", "3", "2", "1"]);
  expect(idsOf(put(pages(["5", "4"], ["3"]), restored))).toEqual(["5", "4", "3", "2"]);
  const more = { pages: [{ files: [sampleFile({ fileId: "5" })], nextCursor: "c" }], pageParams: [null] };
  expect(idsOf(put(more, restored))).toEqual(["5"]);
});

test("the size that the device saw stays until the server knows one", () => {
  const thumbnail = { state: "pending", renditions: [] } as const;
  const { width: _width, height: _height, ...unsized } = sampleFile({ fileId: "1" });
  const first = put(pages([]), {
    ...unsized,
    thumbnail: { ...thumbnail, renditions: [] },
    width: 30,
    height: 40,
  });
  const polled = put(first, { ...unsized, thumbnail: { ...thumbnail, renditions: [] } });
  expect(filesOf(polled)[0]).toMatchObject({ width: 30, height: 40 });
  expect(filesOf(put(polled, sampleFile({ fileId: "1", width: 3_000 })))[0]?.width).toBe(3_000);
});

test("a known file is replaced where it is", () => {
  const next = put(pages(["3"], ["2", "1"]), sampleFile({ fileId: "2", fileName: "new.jpg" }));
  expect(idsOf(next)).toEqual(["3", "2", "1"]);
  expect(filesOf(next)[1]?.fileName).toBe("new.jpg");
});

test("a new file takes its place in the order of the list, and none in a list that does not show it", () => {
  const list: FilePages = {
    pages: [
      { files: [sampleFile({ fileId: "2", fileName: "a.jpg" })], nextCursor: "more" },
      { files: [sampleFile({ fileId: "1", fileName: "C.jpg" })], nextCursor: null },
    ],
    pageParams: [null, "more"],
  };
  const file = sampleFile({ fileId: "3", fileName: "B.jpg" });
  expect(idsOf(put(list, file, { sort: "name" }))).toEqual(["2", "3", "1"]);
  expect(put(list, file, { sort: "name", q: "beach" })).toBe(list);
  expect(put(list, file, { sort: "name", kind: "video" })).toBe(list);
});

test("a file with another name moves to where the list has it now, over the ends of pages", () => {
  const list: FilePages = {
    pages: [
      {
        files: ["a.jpg", "c.jpg"].map((fileName) => sampleFile({ fileId: fileName, fileName })),
        nextCursor: "more",
      },
      { files: [sampleFile({ fileId: "e.jpg", fileName: "e.jpg" })], nextCursor: "more" },
    ],
    pageParams: [null, "more"],
  };
  const renamed = (fileName: string) => sampleFile({ fileId: "a.jpg", fileName });
  expect(idsOf(put(list, renamed("D.jpg"), { sort: "name" }))).toEqual(["c.jpg", "a.jpg", "e.jpg"]);
  expect(idsOf(put(list, renamed("z.jpg"), { sort: "name" }))).toEqual(["c.jpg", "e.jpg"]);
  expect(idsOf(put(list, renamed("z.jpg")))).toEqual(["a.jpg", "c.jpg", "e.jpg"]);
});

test("a file that a list no longer shows leaves it", () => {
  const renamed = sampleFile({ fileId: "2", fileName: "mountain.jpg" });
  expect(idsOf(put(pages(["3", "2"], ["1"]), renamed, { q: "beach" }))).toEqual(["3", "1"]);
});

test("a deleted file is on no page", () => {
  expect(idsOf(dropFile(pages(["3", "2"], ["2", "1"]), "2"))).toEqual(["3", "1"]);
});

test("a file is pending while it is verified or its picture is drawn", () => {
  const thumbnail = { state: "pending", renditions: [] } as const;
  expect(isPending(sampleFile({ thumbnail: { ...thumbnail, renditions: [] } }))).toBe(true);
  expect(isPending(sampleFile({ status: "verifying" }))).toBe(true);
  expect(isPending(sampleFile({}))).toBe(false);
});
