import { concernAtHand } from "./concerning.ts";
import type { Log } from "./log.ts";
import { createLogTelemetry } from "./log-telemetry.ts";
import { moderate } from "./moderate.ts";
import { type Preloaded, takePreloaded } from "./preloaded.ts";
import type { Facts, Telemetry } from "./telemetry.ts";

/** Lines of the log have the request's id by themselves. */
const withRequestId = (facts?: Facts): Facts => {
  const { requestId } = concernAtHand();
  return requestId === undefined ? { ...facts } : { requestId, ...facts };
};

const both = (telemetry: Telemetry, log: Pick<Telemetry, "trackEvent">): Telemetry => ({
  ...telemetry,
  trackEvent: (name, facts) => {
    telemetry.trackEvent(name, withRequestId(facts));
    log.trackEvent(name, facts);
  },
  trackException: (error, facts) => telemetry.trackException(error, withRequestId(facts)),
});

/**
 * What a program tells of itself: to its log, and to whom it was preloaded with (`node --import`). That this one is not
 * reached is a line of the log, and one more when it is again.
 */
export const createTelemetry = (
  log: Log,
  preloaded: Pick<Preloaded, "telemetry" | "watch"> | undefined = takePreloaded(),
): Telemetry => {
  preloaded?.watch((problem) => {
    if (problem === null) log.info("telemetry arrives again");
    else log.warn({ err: problem }, "telemetry does not arrive");
  });
  const lines = createLogTelemetry(log);
  const telemetry = moderate(preloaded ? both(preloaded.telemetry, lines) : lines);
  return {
    ...telemetry,
    // The log has every one of them, also of a thousand in a second.
    trackFailure: (error, sentence, facts) => {
      lines.trackFailure(error, sentence, facts);
      telemetry.trackException(error, facts);
    },
  };
};
