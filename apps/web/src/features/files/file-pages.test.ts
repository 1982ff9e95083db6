import { expect, test } from "vitest";
import { dropFile, type FilePages, filesOf, isPending, putFile } from "./file-pages.ts";
import { sampleFile } from "./sample-file.ts";

const pages = (...ids: string[][]): FilePages => ({
  pages: ids.map((page, index) => ({
    files: page.map((fileId) => sampleFile({ fileId })),
    nextCursor: index < ids.length - 1 ? "more" : null,
  })),
  pageParams: ids.map(() => null),
});
const idsOf = (data: FilePages) => filesOf(data).map(({ fileId }) => fileId);

test("a file that appears on two pages is shown once", () => {
  expect(idsOf(pages(["3", "2"], ["2", "1"]))).toEqual(["3", "2", "1"]);
  expect(filesOf(undefined)).toEqual([]);
});

test("a new file takes its place by time, whichever upload ended first", () => {
  expect(idsOf(putFile(pages(["4", "2"], ["1"]), sampleFile({ fileId: "3" })))).toEqual(["4", "3", "2", "1"]);
});

test("a file that comes back from the trash returns to its own page, or waits for that page", () => {
  const restored = sampleFile({ fileId: "2" });
  expect(idsOf(putFile(pages(["5", "4"], ["3", "1"]), restored))).toEqual(["5", "4", "3", "2", "1"]);
  expect(idsOf(putFile(pages(["5", "4"], ["3"]), restored))).toEqual(["5", "4", "3", "2"]);
  const more = { pages: [{ files: [sampleFile({ fileId: "5" })], nextCursor: "c" }], pageParams: [null] };
  expect(idsOf(putFile(more, restored))).toEqual(["5"]);
});

test("the size that the device saw stays until the server knows one", () => {
  const thumbnail = { state: "pending", renditions: [] } as const;
  const { width: _width, height: _height, ...unsized } = sampleFile({ fileId: "1" });
  const first = putFile(pages([]), {
    ...unsized,
    thumbnail: { ...thumbnail, renditions: [] },
    width: 30,
    height: 40,
  });
  const polled = putFile(first, { ...unsized, thumbnail: { ...thumbnail, renditions: [] } });
  expect(filesOf(polled)[0]).toMatchObject({ width: 30, height: 40 });
  expect(filesOf(putFile(polled, sampleFile({ fileId: "1", width: 3_000 })))[0]?.width).toBe(3_000);
});

test("a known file is replaced where it is", () => {
  const next = putFile(pages(["3"], ["2", "1"]), sampleFile({ fileId: "2", fileName: "new.jpg" }));
  expect(idsOf(next)).toEqual(["3", "2", "1"]);
  expect(filesOf(next)[1]?.fileName).toBe("new.jpg");
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
