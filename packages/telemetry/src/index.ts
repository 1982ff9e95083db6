export { createDurationFigures, type DurationFigures, type DurationSummary } from "./duration-figures.ts";
export { type ErrorFacts, errorFacts } from "./error-facts.ts";
export { escapeControls } from "./escape-controls.ts";
export { createLog, type Log } from "./log.ts";
export { createLogTelemetry } from "./log-telemetry.ts";
export { maskSecrets } from "./mask-secrets.ts";
export { type ProcessHealth, watchProcess } from "./process-health.ts";
export type { EventName, Facts, Telemetry } from "./telemetry.ts";
