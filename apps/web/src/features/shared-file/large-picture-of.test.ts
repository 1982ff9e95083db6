import type { RenditionView, SharedFileView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { largePictureOf } from "./large-picture-of.ts";

const shown = (url: string) => `${url}#shown`;
const urls = { file: "/s/x/file", download: "/s/x/file", shown };
const rendition = (name: RenditionView["name"], width: number): RenditionView => ({
  name,
  url: `/s/x/${name}`,
  width,
  height: (width * 3) / 4,
  contentType: "image/webp",
});
const file = (over: Partial<SharedFileView> = {}): SharedFileView => ({
  fileName: "beach.jpg",
  fileSize: 1,
  contentType: "image/jpeg",
  uploadDate: "2026-03-01T12:00:00.000Z",
  kind: "image",
  width: 4_000,
  height: 3_000,
  thumbnail: { state: "ready", renditions: [rendition("medium", 640), rendition("preview", 1_440)] },
  ...over,
});
const largeOf = (over: Partial<SharedFileView> = {}) => largePictureOf(file(over), urls);

test("a picture is shown by its preview, and measured by the original that a zoom asks for", () => {
  expect(largeOf()).toEqual({
    fileName: "beach.jpg",
    url: "/s/x/preview",
    shownUrl: "/s/x/preview#shown",
    width: 4_000,
    height: 3_000,
    original: "/s/x/file",
    download: "/s/x/file",
  });
});

test.each(["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"])(
  "an original of type %s is one that browsers draw",
  (contentType) => {
    expect(largeOf({ contentType }).original).toBe("/s/x/file");
  },
);

test.each<[string, Partial<SharedFileView>]>([
  ["a type that not every browser draws", { contentType: "image/heic" }],
  ["a film, of which there is a still picture", { kind: "video", contentType: "video/mp4" }],
  ["an original that is no larger than its preview", { width: 1_440, height: 1_080 }],
  ["an original nobody has measured", { width: undefined, height: undefined }],
])("%s is zoomed in its preview, and its original is not asked for", (_, over) => {
  expect(largeOf(over)).toMatchObject({
    url: "/s/x/preview",
    width: 1_440,
    height: 1_080,
    original: undefined,
  });
});

test("a picture without a preview is its original from the beginning", () => {
  expect(largeOf({ thumbnail: { state: "pending", renditions: [] } })).toMatchObject({
    url: "/s/x/file",
    original: undefined,
  });
});
