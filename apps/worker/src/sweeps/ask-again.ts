import { addMs, type FileRecord, MINUTE_MS, SECOND_MS, toInstant, type WorkMessage } from "@cloudpix/domain";
import type { Sweep } from "./sweep.ts";
import { endlessTurn } from "./turn.ts";

const batch = 100;

// A queue that is merely long must not be made longer by a second message for everything in it.
const askedAgainAfterMs = 10 * MINUTE_MS;

// Slow storage still delivers this much; a large upload is not late before it could have been hashed.
const hashedBytesPerMs = 20_000;

const isLate = ({ statusDate, fileSize }: FileRecord, nowMs: number) =>
  Date.parse(statusDate) + MINUTE_MS + fileSize / hashedBytesPerMs < nowMs;

/**
 * Makes the sweep that asks again for thumbnails and verifications that stayed for longer than a minute: their message was
 * never sent, or lost. `isWorkingOn` says what is under way in this process.
 */
export const createAskAgain = (isWorkingOn: (message: WorkMessage) => boolean): Sweep => {
  const asked = new Map<string, number>();
  return async ({ db, queue, now }, turn = endlessTurn) => {
    const nowMs = now().getTime();
    for (const [key, at] of asked) if (at + askedAgainAfterMs <= nowMs) asked.delete(key);

    const before = toInstant(addMs(now(), -(MINUTE_MS - SECOND_MS)));
    const pending = await db.files.listPendingThumbnails(before, batch);
    const verifying = await db.files.listByStatusBefore("verifying", before, batch);
    const messages: WorkMessage[] = [
      ...pending.map(({ userId, fileId }) => ({ type: "thumbnail" as const, userId, fileId })),
      ...verifying
        .filter((file) => isLate(file, nowMs))
        .map(({ userId, fileId }) => ({ type: "verify" as const, userId, fileId })),
    ];
    let askedAgain = 0;
    for (const message of messages) {
      if (turn.isOver()) break;
      const key = `${message.type} ${message.fileId}`;
      if (asked.has(key) || isWorkingOn(message)) continue;
      await queue.send(message);
      asked.set(key, nowMs);
      askedAgain += 1;
    }
    return { askedAgain };
  };
};
