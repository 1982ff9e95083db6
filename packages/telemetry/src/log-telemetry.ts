import type { Log } from "./log.ts";
import type { Telemetry } from "./telemetry.ts";

/** Business events as log lines: what an installation without Application Insights gets. */
export const createLogTelemetry = (log: Log): Telemetry => ({
  trackEvent: (name, facts = {}) => log.info({ event: name, ...facts }, name),
});
