import { addMs, spaceQuietMs, toInstant, type UserId, type UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { fewAtOnce } from "./few-at-once.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

const batch = 50;

/** Whether the owner's bytes were counted. False when their space changed meanwhile. */
const countOne = async ({ db, log }: Services, user: UserRecord, onMended: () => void): Promise<boolean> => {
  const { userId, usedBytes } = user;
  const countedBytes = await db.files.sumBytes(userId);
  if (!(await db.users.settleSpace(userId, user, countedBytes))) return false;
  if (countedBytes === usedBytes) return true;
  onMended();
  log.warn({ userId, usedBytes, countedBytes }, "used bytes corrected");
  return true;
};

/**
 * Counts the bytes of owners whose space changed and has been left alone since, and corrects what is booked where a crash or
 * a failure left it wrong. Each is counted once for all that happened before, a few at a time, whoever waits longest first;
 * who cannot be counted now waits for the next run.
 */
export const mendUsedBytes: Sweep = async (services, turn = endlessTurn) => {
  const { db, log, now } = services;
  const before = toInstant(addMs(now(), -spaceQuietMs));
  const counts = { ownersCounted: 0, usedBytesMended: 0 };
  const left = new Set<UserId>();
  const count = async (user: UserRecord) => {
    const counted = await countOne(services, user, () => {
      counts.usedBytesMended += 1;
    }).catch((error: unknown) => {
      log.warn({ err: error, userId: user.userId }, "used bytes not counted; the next run tries again");
      return false;
    });
    if (counted) counts.ownersCounted += 1;
    else left.add(user.userId);
  };
  for (;;) {
    // Those left are listed again.
    const marked = await db.users.listMarked(before, batch + left.size);
    const users = marked.filter(({ userId }) => !left.has(userId));
    await fewAtOnce(users, count, turn);
    if (users.length < batch) return counts;
    if (turn.isOver()) {
      turn.askForAnother();
      return counts;
    }
  }
};
