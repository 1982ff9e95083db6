import {
  type Instant,
  spaceMarkMs,
  spaceQuietMs,
  spaceStepMs,
  toInstant,
  type UserId,
} from "@cloudpix/domain";
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

/**
 * Gives back bytes that were taken at `reserved` and that no row stands for. The owner is marked first: nobody counts for
 * as long after a mark, so where that one came in time the reservation still stands as it was booked.
 */
export const withdrawSpace = async (
  services: Needed,
  userId: UserId,
  bytes: number,
  reserved: Date,
): Promise<void> => {
  const marked = await markSpace(services, userId);
  const stands = services.now().getTime() - reserved.getTime() <= spaceQuietMs;
  if (stands) await releaseSpace(services, userId, bytes, marked);
};
