import type { Span, Telemetry } from "./telemetry.ts";

const nobody: Span = { set: () => {}, fail: () => {} };

/** Nobody watches. */
export const noTelemetry: Telemetry = {
  trackEvent: () => {},
  trackMetric: () => {},
  trackException: () => {},
  trackFailure: () => {},
  inSpan: (_name, _options, work) => work(nobody),
  traceParent: () => undefined,
  underParent: (_traceParent, work) => work(),
};
