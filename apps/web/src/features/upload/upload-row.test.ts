import type { FileView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { inTrayOrder, shareSent, traySummary } from "./tray-summary.ts";
import { advance, isSending, newRow, paceOf, type UploadEvent } from "./upload-row.ts";

const file = (
  thumbnail: FileView["thumbnail"]["state"],
  status: FileView["status"] = "active",
): FileView => ({
  fileId: "01999999-0000-7000-8000-000000000001",
  userId: "01999999-0000-7000-8000-000000000002",
  fileName: "a.jpg",
  blobUrl: "https://storage.example/a.jpg",
  fileSize: 100,
  contentType: "image/jpeg",
  uploadDate: "2026-03-03T00:00:00.000Z",
  status,
  kind: "image",
  thumbnail: { state: thumbnail, renditions: [], ...(thumbnail === "failed" ? { reason: "Damaged." } : {}) },
  isShared: false,
  shareCount: 0,
});
const after = (...events: UploadEvent[]) => events.reduce(advance, newRow("1", "a.jpg", 100));

test("a file is done only when its picture is there or known not to come", () => {
  expect(after({ type: "sending", bytes: 100, atMs: 0 }).phase).toBe("sending");
  expect(after({ type: "sent" }).phase).toBe("processing");
  expect(after({ type: "sent" }, { type: "file", file: file("pending") }).phase).toBe("processing");
  expect(after({ type: "sent" }, { type: "file", file: file("none", "verifying") }).phase).toBe("processing");
  expect(after({ type: "file", file: file("ready") }).phase).toBe("done");
  expect(after({ type: "file", file: file("none") }).phase).toBe("done");
  expect(after({ type: "file", file: file("failed") })).toMatchObject({
    phase: "done",
    sentence: "Damaged.",
  });
});

test("a stored file that was deleted before its picture was drawn is done", () => {
  expect(after({ type: "sent" }, { type: "file", file: file("pending") }, { type: "gone" }).phase).toBe(
    "done",
  );
  expect(after({ type: "sending", bytes: 5, atMs: 1 }, { type: "gone" }).phase).toBe("sending");
});

test("progress that arrives after the end changes nothing", () => {
  const failed = after({ type: "failed", sentence: "No." });
  expect(advance(failed, { type: "sending", bytes: 5, atMs: 1 })).toBe(failed);
  const cancelled = after({ type: "cancelled" });
  expect(advance(cancelled, { type: "file", file: file("ready") })).toBe(cancelled);
});

test("only a failed file is begun again, from the start", () => {
  expect(after({ type: "failed", sentence: "No." }, { type: "retried" })).toEqual(newRow("1", "a.jpg", 100));
  expect(after({ type: "cancelled" }, { type: "retried" }).phase).toBe("cancelled");
});

test("a stored file cannot be cancelled, and the page may be closed", () => {
  const stored = after({ type: "file", file: file("pending") });
  expect(advance(stored, { type: "cancelled" }).phase).toBe("processing");
  expect(isSending(stored)).toBe(false);
  expect(isSending(after({ type: "sent" }))).toBe(true);
});

test("speed and time left come from the bytes that were really sent", () => {
  const row = after({ type: "sending", bytes: 0, atMs: 0 }, { type: "sending", bytes: 50, atMs: 1_000 });
  expect(paceOf(row)).toEqual({ rate: 50, secondsLeft: 1 });
});

test("the tray says in one line what goes on and how it ended", () => {
  const done = after({ type: "file", file: file("ready") });
  const failed = after({ type: "failed", sentence: "No." });
  expect(traySummary([done, after()])).toBe("Uploading 1 file");
  expect(traySummary([done, after({ type: "file", file: file("pending") })])).toBe(
    "Making previews of 1 file",
  );
  expect(traySummary([done, done, failed])).toBe("2 files added, 1 failed");
  expect(traySummary([failed, after()])).toBe("Uploading 1 file, 1 failed");
});

test("what failed comes first, then what has no picture, then the others as they were added", () => {
  const done = after({ type: "file", file: file("ready") });
  const damaged = after({ type: "file", file: file("failed") });
  const failed = after({ type: "failed", sentence: "No." });
  expect(inTrayOrder([done, damaged, after(), failed])).toEqual([failed, damaged, done, after()]);
});

test("the share of what is sent counts bytes, and leaves out what failed", () => {
  const half = after({ type: "sending", bytes: 50, atMs: 0 });
  expect(shareSent([half, after({ type: "sent" }), after({ type: "failed", sentence: "No." })])).toBe(0.75);
  expect(shareSent([])).toBe(0);
});
