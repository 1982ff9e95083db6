import {
  AppError,
  type FileRecord,
  spaceQuietMs,
  spaceStepMs,
  toInstant,
  unavailable,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { markSpace, releaseSpace } from "./release-space.ts";

type Needed = Pick<Services, "db" | "now" | "log">;

const ageMs = ({ now }: Needed, since: Date) => now().getTime() - since.getTime();

/** Writes the row, unless it would come so late that its owner's bytes may have been counted without it. */
const writeRow = async (services: Needed, file: FileRecord, reserved: Date) => {
  if (ageMs(services, reserved) > spaceStepMs)
    throw unavailable(new Error("Taking space took too long to go on."));
  const outcome = await services.db.files.create(file);
  // A process that stood still: they may have been counted after all.
  if (ageMs(services, reserved) > spaceStepMs) await markSpace(services, file.userId);
  return outcome;
};

/** Leaves nothing of an upload of which nobody knows whether its row was written. */
const withdraw = async (services: Needed, file: FileRecord, reserved: Date): Promise<void> => {
  const { userId, fileId, fileSize, blobName, status } = file;
  const { files } = services.db;
  const marked = await markSpace(services, userId);
  // Nobody counts for as long after a mark: where the new one came in time, the reservation still stands as it was booked.
  const stands = ageMs(services, reserved) <= spaceQuietMs;
  const removed = await files.remove(userId, fileId, { status: [status], blobName });
  // Somebody has gone on with it meanwhile: the space is theirs.
  if (!removed && (await files.get(userId, fileId))?.blobName === blobName) return;
  if (stands) await releaseSpace(services, userId, fileSize, marked);
};

/**
 * Takes the space, then writes the row: no row is ever there whose space was not taken, so the quota cannot be passed by
 * a crash or a lost answer. Where the row cannot be written the space is given back before the caller hears of it; what a
 * crash left without a row the worker gives back within a minute (docs/data-model.md). False, and nothing taken, when there
 * is a row under this id already.
 * @throws AppError `quota.exceeded`, `auth.token_invalid` when the account is gone
 */
export const takeSpace = async (services: Needed, file: FileRecord): Promise<boolean> => {
  const { db, now, log } = services;
  const reserved = now();
  const space = await db.users.reserveBytes(file.userId, file.fileSize, toInstant(reserved));
  if (space !== "reserved")
    throw new AppError(space === "over_quota" ? "quota.exceeded" : "auth.token_invalid");
  const outcome = await writeRow(services, file, reserved).catch(async (error: unknown) => {
    await withdraw(services, file, reserved).catch((failure: unknown) =>
      log.warn({ err: failure, fileId: file.fileId }, "space left for the worker to give back"),
    );
    throw error;
  });
  if (outcome === "created") return true;
  await releaseSpace(services, file.userId, file.fileSize, reserved);
  return false;
};
