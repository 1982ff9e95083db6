import { FileSort } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { everything, fileOrders, isListed, readListing, writeListing } from "./file-listing.ts";
import { sampleFile } from "./sample-file.ts";

test("what an address says is read back from it, and what is usual is not said at all", () => {
  for (const listing of [
    everything,
    { q: "café & co 100%", kind: "image", sort: "name_desc" } as const,
    { ...everything, sort: "largest" } as const,
  ])
    expect(readListing(writeListing(listing))).toEqual(listing);
  expect(writeListing(everything)).toBe("");
  expect(writeListing({ ...everything, kind: "video" })).toBe("?kind=video");
});

test("an address that asks for something there is not shows all files, newest first", () => {
  expect(readListing("?kind=secret&sort=random&q=%20%20&page=3")).toEqual(everything);
  expect(readListing(`?q=${"x".repeat(300)}`).q).toHaveLength(100);
});

test("a file is listed when its name holds all words in any letter case, and its kind is asked for", () => {
  const file = sampleFile({ fileName: "Beach in May.jpg" });
  expect(isListed(file, { ...everything, q: "may BEACH" })).toBe(true);
  expect(isListed(file, { ...everything, q: "beach june" })).toBe(false);
  expect(isListed(file, { ...everything, kind: "image" })).toBe(true);
  expect(isListed(file, { ...everything, kind: "video" })).toBe(false);
});

test("the orders are those of the server: letter case aside, ids between equals", () => {
  const files = [
    sampleFile({ fileId: "1", fileName: "b.jpg", fileSize: 20 }),
    sampleFile({ fileId: "2", fileName: "A.jpg", fileSize: 30 }),
    sampleFile({ fileId: "3", fileName: "a.jpg", fileSize: 20 }),
  ];
  const ordered = (sort: FileSort) =>
    files
      .toSorted(fileOrders[sort])
      .map(({ fileId }) => fileId)
      .join("");
  expect(Object.fromEntries(FileSort.options.map((sort) => [sort, ordered(sort)]))).toEqual({
    newest: "321",
    oldest: "123",
    name: "231",
    name_desc: "132",
    largest: "231",
    smallest: "132",
  });
});
