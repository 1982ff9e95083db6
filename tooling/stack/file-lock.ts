import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

const BUSY = 5;

const tryLock = (file: string): DatabaseSync | undefined => {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return undefined;
    throw error;
  }
};

/**
 * A lock that the operating system takes back when its holder dies, however it dies: an open SQLite transaction.
 * A file with a process id in it would have to be guessed stale, and two could guess so at once.
 * Resolves with the release, or with undefined when somebody else still holds it after `waitMs`.
 */
export const holdFileLock = async (file: string, waitMs = 0): Promise<(() => void) | undefined> => {
  const deadline = Date.now() + waitMs;
  while (true) {
    const held = tryLock(file);
    if (held) return () => held.close();
    if (Date.now() >= deadline) return undefined;
    await sleep(200);
  }
};
