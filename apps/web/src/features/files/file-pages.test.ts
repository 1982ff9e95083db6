import { expect, test } from "vitest";
import { dropFile, type FilePages, filesOf, isPending, putFile } from "./file-pages.ts";
import { sampleFile } from "./sample-file.ts";

const pages = (...ids: string[][]): FilePages => ({
  pages: ids.map((page) => ({ files: page.map((fileId) => sampleFile({ fileId })), nextCursor: null })),
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
