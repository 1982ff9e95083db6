import { MINUTE_MS, type UserId } from "@cloudpix/domain";

/** What was seen of an owner when a difference was found: reserved bytes and the sum of the files. */
export type Drift = { used: number; sum: number };

type Entry = { dueMs: number; drift: Drift | undefined };

/** How long an owner must be quiet before their bytes are counted, and before a difference is believed. */
export const quietMs = MINUTE_MS;

const most = 10_000;

/**
 * The owners whose used bytes may be wrong, because somebody changed their files and may have died while doing so.
 * Kept in memory; what a crash forgets, the next change of the same owner brings back, or the next clean-up.
 */
export type OwnersToCheck = {
  touch(userId: UserId, nowMs: number): void;
  /** Takes owners that were quiet for {@link quietMs}; at most `limit`. */
  takeDue(nowMs: number, limit: number): { userId: UserId; drift: Drift | undefined }[];
  /** Looks at the owner again later, to see whether the difference is still the same. */
  suspect(userId: UserId, drift: Drift, nowMs: number): void;
};

/** An empty list of owners. */
export const createOwnersToCheck = (): OwnersToCheck => {
  const entries = new Map<UserId, Entry>();
  const put = (userId: UserId, entry: Entry) => {
    if (entries.size < most || entries.has(userId)) entries.set(userId, entry);
  };
  return {
    touch: (userId, nowMs) => put(userId, { dueMs: nowMs + quietMs, drift: undefined }),
    suspect: (userId, drift, nowMs) => put(userId, { dueMs: nowMs + quietMs, drift }),
    takeDue: (nowMs, limit) => {
      const due = [...entries].filter(([, { dueMs }]) => dueMs <= nowMs).slice(0, limit);
      for (const [userId] of due) entries.delete(userId);
      return due.map(([userId, { drift }]) => ({ userId, drift }));
    },
  };
};
