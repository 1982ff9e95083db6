import { type Attributes, type Span as OtelSpan, SpanStatusCode } from "@opentelemetry/api";
import type { Facts, Span, SpanKind } from "../telemetry.ts";
import { leavingText } from "./leaving-text.ts";

/** Facts as the SDK takes them: what is known, with text as it may leave. */
export const attributesOf = (facts: Facts): Attributes => {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(facts)) {
    if (value !== null) attributes[name] = typeof value === "string" ? leavingText(value) : value;
  }
  return attributes;
};

const isMeasurement = ([name, value]: [string, unknown]) => typeof value === "number" && !name.includes(".");

/**
 * What is known of a span until it ends. Numbers of our own are kept as numbers, which the exporter takes as JSON from one
 * attribute. An answer below 500 is none of our failures, although the exporter by itself takes every refusal for one.
 */
export const describeSpan = (span: OtelSpan, kind: SpanKind): Span & { end(): void } => {
  const measurements: Facts = {};
  let answered: number | undefined;
  let failed = false;
  return {
    set: (facts) => {
      const entries = Object.entries(facts);
      span.setAttributes(attributesOf(Object.fromEntries(entries.filter((one) => !isMeasurement(one)))));
      const status = facts["http.response.status_code"];
      if (kind === "server" && typeof status === "number") answered = status;
      const numbers = entries.filter(isMeasurement);
      if (numbers.length === 0) return;
      Object.assign(measurements, Object.fromEntries(numbers));
      span.setAttribute("microsoft.custom_measurements", JSON.stringify(measurements));
    },
    fail: () => {
      failed = true;
    },
    end: () => {
      // Only now: the SDK lets nobody take back that something went well.
      if (failed || (answered ?? 0) >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      else if (answered !== undefined) span.setStatus({ code: SpanStatusCode.OK });
      span.end();
    },
  };
};
