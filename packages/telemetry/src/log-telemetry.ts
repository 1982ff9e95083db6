import type { Log } from "./log.ts";
import { noTelemetry } from "./no-telemetry.ts";
import type { Telemetry } from "./telemetry.ts";

/** Business events as log lines: what an installation without Application Insights gets. Failures are in its log already. */
export const createLogTelemetry = (log: Log): Telemetry => ({
  ...noTelemetry,
  trackEvent: (name, facts = {}) => log.info({ event: name, ...facts }, name),
});
