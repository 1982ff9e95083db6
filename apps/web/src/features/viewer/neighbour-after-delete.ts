import type { FileId } from "@cloudpix/domain";

/** Which file to show when `deleted` goes: the one after it, at the end the one before, null when it was the last. */
export const neighbourAfterDelete = (
  files: readonly { fileId: FileId }[],
  deleted: FileId,
): FileId | null => {
  const index = files.findIndex(({ fileId }) => fileId === deleted);
  return index === -1 ? null : ((files[index + 1] ?? files[index - 1])?.fileId ?? null);
};
