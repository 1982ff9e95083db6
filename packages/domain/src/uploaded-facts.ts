import type { FileRecord } from "./file.ts";

/**
 * What is told of an upload that has become a file, for the event `file_uploaded` and the measure of its size. In one place,
 * because the API tells of those that were verified at once, and the worker of the large ones.
 */
export const uploadedFacts = ({
  userId,
  fileId,
  kind,
  fileSize,
}: Pick<FileRecord, "userId" | "fileId" | "kind" | "fileSize">) => ({
  userId,
  fileId,
  kind,
  sizeBytes: fileSize,
});
