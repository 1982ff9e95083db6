import { concernAtHand } from "./concerning.ts";
import type { Log } from "./log.ts";
import { takePreloaded } from "./preloaded.ts";

/** How long a program that ends for a failure may still send what it has told. */
const sendingMs = 1_000;

/**
 * Ends the process for a failure that it cannot go on after; without an `error` the sentence says all. Of several failures
 * only the first is told.
 */
export type EndProgram = (error: unknown, sentence: string) => Promise<never>;

const lastWord = async (log: Log, error: unknown, sentence: string): Promise<never> => {
  try {
    log.fatal({ err: error }, sentence);
    const preloaded = takePreloaded();
    const { requestId } = concernAtHand();
    // Not by way of the program's own telemetry: what ends it is told however much was told in this second.
    preloaded?.telemetry.trackException(error ?? new Error(sentence), {
      fatal: true,
      requestId: requestId ?? null,
    });
    await preloaded?.stop(sendingMs);
  } finally {
    process.exit(1);
  }
};

/**
 * How a program ends that cannot go on: one `fatal` line with `sentence` and the error, masked as every line; an exception
 * in telemetry, which is sent for a second at most together with all that was told before; exit code 1.
 */
export const createEndProgram = (log: Log): EndProgram => {
  let ending: Promise<never> | undefined;
  return (error, sentence) => {
    ending ??= lastWord(log, error, sentence);
    return ending;
  };
};
