import { AppError, type FileRecord, isAppError, spaceStepMs, toInstant, unavailable } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { markSpace, withdrawSpace } from "./release-space.ts";
import { rowGone } from "./row-gone.ts";
import { takeSpace } from "./take-space.ts";

/** What is taken for a file before its first byte, when nobody has said how long it will be. */
const firstBytes = 64 * 1024;
/** How much is taken ahead of the bytes at most. */
const mostAheadBytes = 8 * 1024 ** 2;

const isOverQuota = (error: unknown) => isAppError(error) && error.code === "quota.exceeded";

type Needed = Pick<Services, "db" | "now" | "telemetry">;

/** The row says that it stands for more; null when the upload was ended. */
const growRow = async ({ db }: Needed, row: FileRecord, fileSize: number): Promise<FileRecord | null> => {
  const { userId, fileId, blobName } = row;
  try {
    return await db.files.update(userId, fileId, { fileSize }, { status: ["receiving"], blobName });
  } catch (error) {
    // It may have been done although its answer was lost.
    const current = await db.files.get(userId, fileId);
    if (current?.blobName === blobName && current.fileSize === fileSize) return current;
    throw error;
  }
};

/**
 * The row with room for `bytes` more; null, and nothing taken, when the quota does not allow it. As when a row is written
 * (`takeSpace`): it follows its reservation soon or not at all, because what no row says may be counted as free.
 */
const grown = async (services: Needed, row: FileRecord, bytes: number): Promise<FileRecord | null> => {
  const { db, now, telemetry } = services;
  const { userId } = row;
  const reserved = now();
  const isLate = () => now().getTime() - reserved.getTime() > spaceStepMs;
  const space = await db.users.reserveBytes(userId, bytes, toInstant(reserved));
  if (space === "no_user") throw new AppError("auth.token_invalid");
  if (space === "over_quota") return null;
  try {
    if (isLate()) throw unavailable(new Error("Taking space took too long to go on."));
    const larger = await growRow(services, row, row.fileSize + bytes);
    if (larger === null) throw rowGone();
    // A process that stood still: they may have been counted after all.
    if (isLate()) await markSpace(services, userId);
    return larger;
  } catch (error) {
    await withdrawSpace(services, userId, bytes, reserved).catch((failure: unknown) =>
      telemetry.trackFailure(failure, "space left for the worker to give back", { fileId: row.fileId }),
    );
    throw error;
  }
};

type Options = {
  /** The row of the upload, when it stands for so many bytes. */
  rowOf: (fileSize: number) => FileRecord;
  /** The file is not longer than this. */
  maxBytes: number;
  /** Whether its sender has said so: then all of it is taken at once, if there is so much. */
  isAnnounced: boolean;
};

/** The space of a file that is arriving. */
export type GrowingSpace = {
  /** As it is by now: `fileSize` is what was taken. */
  row(): FileRecord;
  /**
   * Resolves when the file may be `lengthBytes` long.
   * @throws AppError `upload.too_large`, `quota.exceeded`, `dependency.unavailable` when the upload was ended
   */
  admit(lengthBytes: number): Promise<void>;
};

/**
 * Takes space for a file whose true length only its end tells, as its bytes arrive: in steps that double, so that a small
 * file never takes what others could use, and a large one costs few writes; where a whole step is not left, what is
 * needed. Space comes before the row says so (`takeSpace`).
 * @throws AppError `quota.exceeded`, `auth.token_invalid`, `request.conflict`
 */
export const openGrowingSpace = async (
  services: Services,
  { rowOf, maxBytes, isAnnounced }: Options,
): Promise<GrowingSpace> => {
  const begin = async (bytes: number) => {
    const row = rowOf(bytes);
    if (await takeSpace(services, row)) return row;
    throw new AppError("request.conflict");
  };
  let row = await begin(isAnnounced ? maxBytes : Math.min(firstBytes, maxBytes)).catch((error: unknown) => {
    if (isOverQuota(error)) return begin(1);
    throw error;
  });
  return {
    row: () => row,
    admit: async (lengthBytes) => {
      if (lengthBytes > maxBytes) throw new AppError("upload.too_large");
      const missing = lengthBytes - row.fileSize;
      if (missing <= 0) return;
      const step = Math.min(
        Math.max(missing, Math.min(row.fileSize, mostAheadBytes)),
        maxBytes - row.fileSize,
      );
      for (const bytes of new Set([step, missing])) {
        const larger = await grown(services, row, bytes);
        if (larger === null) continue;
        row = larger;
        return;
      }
      throw new AppError("quota.exceeded");
    },
  };
};
