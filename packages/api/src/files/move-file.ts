import {
  type FileId,
  type FileRecord,
  type FileStatus,
  toInstant,
  type UserId,
  unavailable,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";

const rounds = 3;

/** An active file was verified, also where an earlier CloudPix did not say so: at the latest when it became active. */
const verifiedDateOf = ({ status, statusDate, verifiedDate }: FileRecord) =>
  status === "active" ? (verifiedDate ?? statusDate) : verifiedDate;

/**
 * Moves the user's file into a status from one of those in `from`, in one atomic step. The file as it was before, for the
 * one caller that moved it; null when it is in none of them.
 */
export const moveFile = async (
  { db, now }: Pick<Services, "db" | "now">,
  userId: UserId,
  fileId: FileId,
  { from, to }: { from: readonly FileStatus[]; to: "trashed" | "purging" },
): Promise<FileRecord | null> => {
  const statusDate = toInstant(now());
  for (let round = 0; round < rounds; round += 1) {
    const before = await db.files.get(userId, fileId);
    if (before === null || !from.includes(before.status)) return null;
    const changes = { status: to, statusDate, verifiedDate: verifiedDateOf(before) };
    if (await db.files.update(userId, fileId, changes, { status: [before.status] })) return before;
    // Verified, trashed or restored in this very moment: it may still be in one of them.
  }
  throw unavailable("The file changed in every round.");
};
