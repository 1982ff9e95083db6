export { createLog, type Log } from "./log.ts";
export { createLogTelemetry } from "./log-telemetry.ts";
export type { EventName, Facts, Telemetry } from "./telemetry.ts";
