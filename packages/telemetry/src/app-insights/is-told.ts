import { isSpanContextValid, type Span, TraceFlags } from "@opentelemetry/api";

/**
 * Whether there is an operation at hand, and one of the share that is told of. Asked of the trace, not of the span: inside
 * of the web framework the active span is an empty one of the framework's, in the operation's trace.
 */
export const isTold = (active: Span | undefined): boolean => {
  const span = active?.spanContext();
  return span !== undefined && isSpanContextValid(span) && (span.traceFlags & TraceFlags.SAMPLED) !== 0;
};
