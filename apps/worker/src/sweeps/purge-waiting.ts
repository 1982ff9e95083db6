import { type FileRecord, type FileStatus, type Instant, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { rememberOwners } from "./interrupted-owners.ts";
import { purgeFile } from "./purge-file.ts";

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
 * Purges all files that are in `from` since before `before`: each becomes `purging` first and loses its row last. A file that
 * cannot be purged now is logged and left for the next run.
 */
export const purgeWaiting = async (
  services: Services,
  from: FileStatus,
  before: Instant,
): Promise<{ purged: number; failed: number }> => {
  const { db, log } = services;
  const counts = { purged: 0, failed: 0 };
  for (;;) {
    const files = await db.files.listByStatusBefore(from, before, batch);
    if (files.length > 0) await rememberOwners(services, files);
    let failed = 0;
    for (const file of files) {
      try {
        if (await purgeOne(services, file, from)) counts.purged += 1;
      } catch (error) {
        failed += 1;
        log.warn({ err: error, userId: file.userId, fileId: file.fileId }, "purge left for the next run");
      }
    }
    counts.failed += failed;
    // What failed would be listed again and again.
    if (files.length < batch || failed > 0) return counts;
  }
};
