import { expect, test } from "vitest";
import { noPreviewWords, previewTrouble } from "./preview-words.ts";
import { sampleFile } from "./sample-file.ts";

const none = { state: "none", renditions: [] } as const;

test("a picture that failed says why, and never that its kind has no preview", () => {
  const reason = "The file is damaged: its picture could not be read.";
  const failed = { state: "failed", renditions: [] } as const;
  expect(previewTrouble(sampleFile({ thumbnail: { ...failed, renditions: [], reason } }))).toBe(reason);
  expect(noPreviewWords(sampleFile({ thumbnail: { ...failed, renditions: [] } }))).toMatch(/cannot be read/);
});

test("a file that is a picture by its name alone cannot be read", () => {
  const named = { contentType: "application/octet-stream", thumbnail: { ...none, renditions: [] } };
  expect(noPreviewWords(sampleFile({ ...named, fileName: "beach.JPG" }))).toMatch(/cannot be read/);
  expect(noPreviewWords(sampleFile({ ...named, fileName: "backup.bin" }))).toBe(
    "There is no preview for this kind of file.",
  );
});

test("a preview that is still to come is no trouble", () => {
  const pending = sampleFile({ thumbnail: { state: "pending", renditions: [] } });
  expect(previewTrouble(pending)).toBeUndefined();
  expect(noPreviewWords(pending)).toMatch(/being made/);
});
