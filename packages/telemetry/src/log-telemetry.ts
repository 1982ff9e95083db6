import type { Log } from "./log.ts";
import { noTelemetry } from "./no-telemetry.ts";
import type { Telemetry } from "./telemetry.ts";

/**
 * Business events, and failures that were lived with, as lines of the log: what an installation without Application
 * Insights gets. Exceptions are in its log already.
 */
export const createLogTelemetry = (log: Log): Telemetry => ({
  ...noTelemetry,
  trackEvent: (name, facts = {}) => log.info({ event: name, ...facts }, name),
  trackFailure: (error, sentence, facts = {}) => log.warn({ ...facts, err: error }, sentence),
});
