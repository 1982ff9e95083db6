import { toInstant, type UserId } from "@cloudpix/domain";
import { fewAtOnce } from "./few-at-once.ts";
import { forgetOwners } from "./interrupted-owners.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

const page = 200;

/**
 * Compares the used bytes of every owner with the sum of their files. Whoever differs is looked at again by the sweep that
 * mends: most differences are uploads under way. So space that a crash reserved for a file that never had a row, of which
 * nothing else tells, comes back within a day.
 * With that the note of interrupted owners has served.
 */
export const doubtUsedBytes: Sweep = async (services, turn = endlessTurn) => {
  const { db, now, ownersToCheck } = services;
  const begun = toInstant(now());
  const counts = { ownersCounted: 0, ownersDoubted: 0 };
  for (let after: UserId | undefined; ; ) {
    const users = await db.users.list({ limit: page, ...(after === undefined ? {} : { after }) });
    const open = users.filter(({ closedAt }) => closedAt === null);
    await fewAtOnce(
      open,
      async ({ userId, usedBytes }) => {
        const drift = { used: usedBytes, sum: await db.files.sumBytes(userId) };
        counts.ownersCounted += 1;
        if (drift.used === drift.sum) return;
        counts.ownersDoubted += 1;
        ownersToCheck.suspect(userId, drift, now().getTime());
      },
      turn,
    );
    // Not everybody was counted: what the note is for is still to be done.
    if (turn.isOver()) return counts;
    after = users.at(-1)?.userId;
    if (users.length < page) break;
  }
  await forgetOwners(services, begun);
  return counts;
};
