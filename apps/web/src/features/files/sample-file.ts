import type { FileView } from "@cloudpix/domain";

/** An ordinary picture, ready to be shown, for tests; `changes` says what matters to one. */
export const sampleFile = (changes: Partial<FileView>): FileView => ({
  fileId: "01999999-0000-7000-8000-000000000001",
  userId: "01999999-0000-7000-8000-000000000002",
  fileName: "beach.jpg",
  blobUrl: "https://storage.example/beach.jpg",
  fileSize: 1_000,
  contentType: "image/jpeg",
  uploadDate: "2026-03-03T12:00:00.000Z",
  status: "active",
  kind: "image",
  width: 4_000,
  height: 3_000,
  thumbnail: { state: "ready", renditions: [] },
  isShared: false,
  shareCount: 0,
  ...changes,
});
