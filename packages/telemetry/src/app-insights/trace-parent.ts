import { isSpanContextValid, type SpanContext } from "@opentelemetry/api";

/** W3C trace context, version 00: what a request header or a message carries. */
export const writeTraceParent = (span: SpanContext): string | undefined =>
  isSpanContextValid(span)
    ? `00-${span.traceId}-${span.spanId}-${(span.traceFlags & 0xff).toString(16).padStart(2, "0")}`
    : undefined;

/** The span it names; null for text that is no trace context. */
export const parseTraceParent = (text: string): SpanContext | null => {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  const span = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(span) ? span : null;
};
