import { setImmediate as nextLoop, setTimeout as pause } from "node:timers/promises";
import { unavailable } from "@cloudpix/domain";
import { failureOf, isBusy } from "./sqlite-failure.ts";

/** What the driver says about itself; any structured log will do. */
export type SqliteLog = { warn(facts: Record<string, unknown>, sentence: string): void };

/** Runs synchronous database work without ever holding the event loop for long. */
export type WriteTurns = {
  /** Readers wait for nobody: in WAL mode a writer does not block them. */
  read<Answer>(work: () => Answer): Promise<Answer>;
  /**
   * Writers go one after the other, in the order of their calls; only the first in line asks for the lock. It is waited
   * for until `deadlineMs` where that is given.
   */
  write<Answer>(work: () => Answer, deadlineMs?: number): Promise<Answer>;
  /** Resolves when every write asked for so far has ended, well or not. */
  settled(): Promise<void>;
};

const sliceMs = 20;
const slowMs = 1_000;
const longestPauseMs = 100;

/**
 * A lock held elsewhere is waited for in short pauses with jitter, for at most `deadlineMs` from the call on; then
 * the call throws `dependency.unavailable` and has changed nothing. A burst of work is interrupted every 20 ms, so that
 * timers and sockets are served in between.
 */
export const createWriteTurns = (options: {
  deadlineMs: number;
  log?: SqliteLog | undefined;
}): WriteTurns => {
  const { log } = options;
  let last: Promise<unknown> = Promise.resolve();
  let sliceStartMs: number | undefined;

  const serveOthers = async () => {
    if (sliceStartMs === undefined) {
      sliceStartMs = performance.now();
      setImmediate(() => {
        sliceStartMs = undefined;
      });
    } else if (performance.now() - sliceStartMs > sliceMs) await nextLoop();
  };

  const attempt = async <Answer>(
    work: () => Answer,
    sinceMs: number,
    deadlineMs: number,
  ): Promise<Answer> => {
    for (let tries = 0; ; tries += 1) {
      await serveOthers();
      try {
        const answer = work();
        const waitedMs = Math.round(performance.now() - sinceMs);
        if (tries > 0 && waitedMs > slowMs)
          log?.warn({ waitedMs, tries }, "Waited long for the database's lock.");
        return answer;
      } catch (error) {
        if (!isBusy(error)) throw failureOf(error);
        const pauseMs = 5 + Math.random() * Math.min(longestPauseMs, 10 * 2 ** tries);
        if (performance.now() + pauseMs - sinceMs > deadlineMs) {
          log?.warn({ deadlineMs, tries }, "The database's lock was held for too long.");
          throw unavailable(error);
        }
        await pause(pauseMs);
      }
    }
  };

  return {
    read: (work) => attempt(work, performance.now(), options.deadlineMs),
    write: (work, deadlineMs = options.deadlineMs) => {
      const sinceMs = performance.now();
      const turn = last.then(() => {
        if (performance.now() - sinceMs < deadlineMs) return attempt(work, sinceMs, deadlineMs);
        throw unavailable(new Error("Earlier writes took all the time there was."));
      });
      // Whoever called hears of a failure through `turn`; the next in line only waits for its end.
      last = turn.catch(() => undefined);
      return turn;
    },
    settled: async () => {
      await last;
    },
  };
};
