import { type FileRecord, type FileStatus, type Instant, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { purgeFile } from "./purge-file.ts";
import { type Removal, tryRemoval } from "./try-removal.ts";
import type { Turn } from "./turn.ts";

const batch = 50;

// The condition is the re-check: a file that was restored or completed since it was listed is no longer in `from`, and an
// upload that was resumed, or a purge that somebody else is at, is in it since later.
const claim = ({ db, now }: Services, { userId, fileId, statusDate }: FileRecord, from: FileStatus) => {
  const purging = { status: "purging", statusDate: toInstant(now()) } as const;
  return db.files.update(userId, fileId, purging, { status: [from], statusDate });
};

const asRemoval = ({ userId, fileId }: FileRecord): Removal => ({
  name: "purge",
  left: "purge left for the next run",
  facts: { userId, fileId },
});

/**
 * Purges the files that are in `from` since before `before`, oldest first, while the turn lasts: each becomes `purging` from
 * now on first and loses its row last. So one that cannot be purged now, which is told of, has become the last of those that
 * wait, whoever asks next, and keeps no other waiting.
 */
export const purgeWaiting = async (
  services: Services,
  { from, before }: { from: FileStatus; before: Instant },
  turn: Turn,
): Promise<{ purged: number; failed: number }> => {
  const { db } = services;
  const counts = { purged: 0, failed: 0 };
  // The database would not let go of them: they are listed again.
  const unclaimed = new Set<string>();

  const purgeOne = async (file: FileRecord) => {
    unclaimed.add(file.fileId);
    const claimed = await claim(services, file, from);
    unclaimed.delete(file.fileId);
    return claimed !== null && (await purgeFile(services, claimed));
  };
  const purge = async (file: FileRecord) => {
    const outcome = await tryRemoval(services, asRemoval(file), () => purgeOne(file));
    if (outcome === "failed") counts.failed += 1;
    else if (outcome) counts.purged += 1;
  };

  for (let isMore = true; isMore && !turn.isOver(); ) {
    const limit = batch + unclaimed.size;
    const listed = await db.files.listByStatusBefore(from, before, limit);
    const files = listed.filter(({ fileId }) => !unclaimed.has(fileId));
    await fewAtOnce(files, purge, turn);
    isMore = listed.length === limit;
  }
  if (turn.isOver() && counts.failed === 0) turn.askForAnother();
  return counts;
};
