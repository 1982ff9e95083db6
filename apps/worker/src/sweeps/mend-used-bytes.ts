import type { Services } from "../services.ts";
import type { Drift } from "./owners-to-check.ts";
import type { Sweep } from "./sweep.ts";

const ownersPerRun = 20;

// A reservation whose row is about to be written looks like a difference too, but not for long.
const isSettled = (before: Drift | undefined, now: Drift) =>
  before !== undefined && before.used === now.used && before.sum === now.sum;

const mendOne = async (
  { db, log, now, ownersToCheck }: Services,
  userId: string,
  before: Drift | undefined,
): Promise<boolean> => {
  const user = await db.users.get(userId);
  if (user === null) return false;
  const drift = { used: user.usedBytes, sum: await db.files.sumBytes(userId) };
  if (drift.used === drift.sum) return false;
  const mended = isSettled(before, drift) && (await db.users.correctUsedBytes(userId, drift.used, drift.sum));
  if (mended) log.warn({ userId, ...drift }, "used bytes corrected");
  else ownersToCheck.suspect(userId, drift, now().getTime());
  return mended;
};

/**
 * Corrects the used bytes of owners whose files changed lately or whom the clean-up doubted, if the same difference was seen
 * twice a quiet minute apart.
 */
export const mendUsedBytes: Sweep = async (services) => {
  const due = services.ownersToCheck.takeDue(services.now().getTime(), ownersPerRun);
  let usedBytesMended = 0;
  for (const { userId, drift } of due) {
    if (await mendOne(services, userId, drift)) usedBytesMended += 1;
  }
  return { usedBytesMended };
};
