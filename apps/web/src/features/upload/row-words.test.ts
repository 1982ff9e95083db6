import { expect, test } from "vitest";
import { rowShare, rowWords } from "./row-words.ts";
import { newRow, type UploadRow } from "./upload-row.ts";

const row = (changes: Partial<UploadRow>): UploadRow => ({ ...newRow("1", "a.jpg", 2_048), ...changes });

test("each phase has its own words, and none of them says 100 %", () => {
  expect(rowWords(row({}), true)).toBe("Waiting · 2 KB");
  expect(rowWords(row({ phase: "checking", phaseBytes: 1_024 }), true)).toBe("Checking · 1 KB of 2 KB");
  expect(rowWords(row({ phase: "processing" }), true)).toBe("Processing · being verified");
  expect(rowWords(row({ phase: "processing", fileId: "f" }), true)).toBe("Processing · making the preview");
  expect(rowWords(row({ phase: "done" }), true)).toBe("Added · 2 KB");
});

test("while sending, speed and time left are told as soon as they are known", () => {
  const samples = [
    { atMs: 0, bytes: 0 },
    { atMs: 1_000, bytes: 1_024 },
  ];
  expect(rowWords(row({ phase: "sending", phaseBytes: 0 }), true)).toBe("Sending · 0 bytes of 2 KB");
  expect(rowWords(row({ phase: "sending", phaseBytes: 1_024, samples }), true)).toBe(
    "Sending · 1 KB of 2 KB · 1 KB/s · a few seconds left",
  );
});

test("without a network the row says that it waits for one", () => {
  expect(rowWords(row({ phase: "sending" }), false)).toMatch(/^Offline/);
});

test("progress is claimed only where bytes are counted", () => {
  expect(rowShare(row({ phase: "sending", phaseBytes: 1_024 }))).toBe(0.5);
  expect(rowShare(row({ phase: "processing" }))).toBeNull();
});
