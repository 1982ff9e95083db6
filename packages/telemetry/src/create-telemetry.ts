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

/** What a program tells of itself: to its log, and to whom it was preloaded with (`node --import`). */
export const createTelemetry = (
  log: Log,
  preloaded: Pick<Preloaded, "telemetry"> | undefined = takePreloaded(),
): Telemetry => {
  const lines = createLogTelemetry(log);
  return moderate(preloaded ? both(preloaded.telemetry, lines) : lines);
};
