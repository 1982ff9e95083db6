import { expect, test } from "vitest";
import {
  announcedName,
  blobFolder,
  incomingBlobName,
  newBlobName,
  ownerFolder,
  renditionBlobName,
} from "./blob-name.ts";

const file = { userId: "u", fileId: "f", fileName: "café 100%?#.jpg" };

test("two announcements of one file share no blob, whatever it is for", () => {
  const [one, other] = [{ blobName: newBlobName(file) }, { blobName: newBlobName(file) }];
  const blobsOf = (announced: typeof one) => [
    announced.blobName,
    incomingBlobName(announced),
    renditionBlobName(announced, "thumb", "aaaa"),
  ];
  expect(new Set([...blobsOf(one), ...blobsOf(other)]).size).toBe(6);
  expect(blobsOf(other).filter((name) => name.startsWith(blobFolder(one)))).toEqual([]);
});

test("all blobs of a file lie under its owner and its id, the original under the name that was announced", () => {
  const announced = { blobName: newBlobName(file) };
  expect(announced.blobName).toMatch(/^u\/f\/[\w-]{8}\/café 100%\?#\.jpg$/);
  expect(announcedName(announced)).toBe(file.fileName);
  expect(incomingBlobName(announced)).toMatch(/^u\/f\/[\w-]{8}$/);
  expect(renditionBlobName(announced, "thumb", "aaaa")).toMatch(/^u\/f\/[\w-]{8}\/thumb-aaaa$/);
  expect(announced.blobName.startsWith(ownerFolder(file))).toBe(true);
});

test("a file of an earlier CloudPix, whose announcements had no name, keeps its blobs where they are", () => {
  const earlier = { blobName: "u/f/beach.jpg" };
  expect(announcedName(earlier)).toBe("beach.jpg");
  expect(blobFolder(earlier)).toBe("u/f/");
  expect(incomingBlobName(earlier)).toBe("u/f");
  expect(renditionBlobName(earlier, "thumb", "aaaa")).toBe("u/f/thumb-aaaa");
});
