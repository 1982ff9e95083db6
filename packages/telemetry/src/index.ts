export { carryTrace } from "./carry-trace.ts";
export { type Concern, concerning } from "./concerning.ts";
export { consoleToLog } from "./console-to-log.ts";
export { createTelemetry } from "./create-telemetry.ts";
export { createDurationFigures, type DurationFigures, type DurationSummary } from "./duration-figures.ts";
export { endOnCrash } from "./end-on-crash.ts";
export { createEndProgram, type EndProgram } from "./end-program.ts";
export { type ErrorFacts, errorFacts } from "./error-facts.ts";
export { escapeControls, escapeJsonControls } from "./escape-controls.ts";
export { createLog, type Log } from "./log.ts";
export { createLogTelemetry } from "./log-telemetry.ts";
export { maskSecrets } from "./mask-secrets.ts";
export { noTelemetry } from "./no-telemetry.ts";
export { preloadTelemetry, type TelemetrySettings } from "./preload-telemetry.ts";
export {
  leavePreloaded,
  type Preloaded,
  type TelemetryState,
  takePreloaded,
  telemetryState,
} from "./preloaded.ts";
export { type ProcessHealth, watchProcess } from "./process-health.ts";
export { settingsOrEnd } from "./settings-or-end.ts";
export type {
  EventName,
  Facts,
  MetricName,
  Span,
  SpanKind,
  SpanOptions,
  Telemetry,
} from "./telemetry.ts";
export { watchCosmos } from "./watch-cosmos.ts";
