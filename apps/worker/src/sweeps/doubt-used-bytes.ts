import { toInstant, type UserId } from "@cloudpix/domain";
import { fewAtOnce } from "./few-at-once.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

const page = 200;

/**
 * Compares the used bytes of every owner with the sum of their files, and marks whoever differs, so that the sweep that mends
 * counts them when it is quiet around them: most differences are uploads under way. What changes space marks it by itself;
 * this finds what no mark tells of: a record from before there were marks or from a backup, a mark of a clock that was ahead.
 */
export const doubtUsedBytes: Sweep = async ({ db, now }, turn = endlessTurn) => {
  const counts = { ownersCounted: 0, ownersDoubted: 0 };
  for (let after: UserId | undefined; ; ) {
    const users = await db.users.list({ limit: page, ...(after === undefined ? {} : { after }) });
    const open = users.filter(({ closedAt }) => closedAt === null);
    await fewAtOnce(
      open,
      async ({ userId, usedBytes }) => {
        counts.ownersCounted += 1;
        if (usedBytes === (await db.files.sumBytes(userId))) return;
        counts.ownersDoubted += 1;
        await db.users.markSpace(userId, toInstant(now()));
      },
      turn,
    );
    after = users.at(-1)?.userId;
    if (users.length < page || turn.isOver()) return counts;
  }
};
