import { setTimeout as sleep } from "node:timers/promises";
import { createRestartDelay } from "./restart-delay.ts";

/** One run of something that is kept alive. */
export type Run = {
  ended: Promise<{ how: string; tail: string }>;
  stop(): Promise<void>;
};

export type SuperviseOptions = {
  /** As it appears in what is printed. */
  name: string;
  start: () => Promise<Run>;
  /** Resolves when the run serves; rejects when `signal` fires. */
  ready: (signal: AbortSignal) => Promise<void>;
  /** One line for the person at the keyboard, when it dies and when it is back. */
  print: (line: string) => void;
};

export type Supervised = {
  /** Ends the present run, and starts no other. Repeatable. */
  stop(): Promise<void>;
  /** Ends the present run, and starts another at once. */
  restart(): Promise<void>;
};

const startOnce = async ({ name, start, ready }: SuperviseOptions, stopping: AbortSignal): Promise<Run> => {
  const run = await start();
  const settled = new AbortController();
  try {
    await Promise.race([
      ready(AbortSignal.any([stopping, settled.signal])),
      run.ended.then(({ how, tail }) => Promise.reject(new Error(`${name} ended ${how}.\n${tail}`.trim()))),
    ]);
    stopping.throwIfAborted();
    return run;
  } catch (error) {
    await run.stop();
    throw error;
  } finally {
    settled.abort();
  }
};

const firstLine = (error: unknown) =>
  String(error instanceof Error ? error.message : error).split("\n", 1)[0];

/**
 * Starts something and keeps it running: whenever it ends unasked it is started again, later each time.
 * Resolves when the first run is ready. @throws Error when the first run dies or does not get ready, or `signal` fires:
 * a start that cannot work should say so, not try for ever
 */
export const supervise = async (options: SuperviseOptions, signal?: AbortSignal): Promise<Supervised> => {
  const { name, print } = options;
  const stopping = new AbortController();
  const nextDelay = createRestartDelay();
  let run = await startOnce(options, signal ?? stopping.signal);
  let hurry = new AbortController();
  let starting: Promise<unknown> = Promise.resolve();

  const keepAlive = async () => {
    let startedMs = Date.now();
    let lastWords = `ended ${(await run.ended).how}`;
    while (!stopping.signal.aborted) {
      if (!hurry.signal.aborted) {
        const delayMs = nextDelay(Date.now() - startedMs);
        print(`${name} ${lastWords}; it is started again in ${delayMs / 1000} s`);
        const either = AbortSignal.any([stopping.signal, hurry.signal]);
        // Rejects only because one of the two wants no more waiting.
        await sleep(delayMs, undefined, { signal: either }).catch(() => {});
        if (stopping.signal.aborted) return;
      }
      hurry = new AbortController();
      startedMs = Date.now();
      const attempt = startOnce(options, stopping.signal);
      starting = attempt;
      try {
        run = await attempt;
        print(`${name} is back`);
        lastWords = `ended ${(await run.ended).how}`;
      } catch (error) {
        lastWords = `did not start (${firstLine(error)})`;
      }
    }
  };
  const kept = keepAlive();

  return {
    stop: async () => {
      stopping.abort();
      await run.stop();
      await kept;
    },
    restart: async () => {
      await starting.catch(() => {});
      hurry.abort();
      await run.stop();
    },
  };
};
