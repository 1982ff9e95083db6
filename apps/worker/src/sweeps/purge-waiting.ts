import { type FileRecord, type FileStatus, type Instant, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { rememberOwners } from "./interrupted-owners.ts";
import { purgeFile } from "./purge-file.ts";
import type { Turn } from "./turn.ts";

const batch = 50;

// The condition is the re-check: a file that was restored or completed since it was listed is no longer in `from`, and an
// upload that was resumed is in it since later.
const claim = ({ db, now }: Services, { userId, fileId, statusDate }: FileRecord, from: FileStatus) => {
  const purging = { status: "purging", statusDate: toInstant(now()) } as const;
  return db.files.update(userId, fileId, purging, { status: [from], statusDate });
};

const purgeOne = async (services: Services, file: FileRecord, from: FileStatus): Promise<boolean> => {
  const doomed = from === "purging" ? file : await claim(services, file, from);
  return doomed !== null && (await purgeFile(services, doomed));
};

/**
 * Purges the files that are in `from` since before `before`, while the turn lasts: each becomes `purging` first and loses its
 * row last. A file that cannot be purged now is logged and left for the next run.
 */
export const purgeWaiting = async (
  services: Services,
  { from, before }: { from: FileStatus; before: Instant },
  turn: Turn,
): Promise<{ purged: number; failed: number }> => {
  const { db, log } = services;
  const counts = { purged: 0, failed: 0 };
  const purge = async (file: FileRecord) => {
    try {
      if (await purgeOne(services, file, from)) counts.purged += 1;
    } catch (error) {
      counts.failed += 1;
      const { userId, fileId } = file;
      log.warn({ err: error, userId, fileId }, "purge left for the next run");
    }
  };
  for (let isMore = true; isMore && !turn.isOver(); ) {
    const files = await db.files.listByStatusBefore(from, before, batch);
    if (files.length > 0) await rememberOwners(services, files);
    await fewAtOnce(files, purge, turn);
    // What failed would be listed again and again.
    isMore = files.length === batch && counts.failed === 0;
  }
  if (turn.isOver() && counts.failed === 0) turn.askForAnother();
  return counts;
};
