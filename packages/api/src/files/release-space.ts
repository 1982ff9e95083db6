import { type Instant, spaceMarkMs, spaceStepMs, toInstant, type UserId } from "@cloudpix/domain";
import type { Services } from "../services.ts";

type Needed = Pick<Services, "db" | "now">;

/**
 * Has the owner's bytes counted when it is quiet around them: to be called right before a step that makes some of them free,
 * because whoever dies after it tells nobody. Nothing is asked of the database where they were marked just now, at `before`.
 * The moment that {@link releaseSpace} goes by.
 */
export const markSpace = async ({ db, now }: Needed, userId: UserId, before?: Instant): Promise<Date> => {
  const at = now();
  if (before !== undefined && at.getTime() - Date.parse(before) <= spaceMarkMs) return new Date(before);
  await db.users.markSpace(userId, toInstant(at));
  return at;
};

/**
 * Gives back what a step made free that began at `marked`. A step that took so long that it may have been counted already
 * is not taken off as well: the owner is counted once more.
 */
export const releaseSpace = async (
  { db, now }: Needed,
  userId: UserId,
  bytes: number,
  marked: Date,
): Promise<void> => {
  const at = now();
  const isLate = at.getTime() - marked.getTime() > spaceStepMs;
  if (isLate) await db.users.markSpace(userId, toInstant(at));
  else await db.users.releaseBytes(userId, bytes, toInstant(at));
};
