import {
  type Attributes,
  context,
  type Histogram,
  metrics,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { TelemetryClient } from "applicationinsights";
import type { Facts, Span, SpanOptions, Telemetry } from "../telemetry.ts";
import { isTold } from "./is-told.ts";
import { leavingError } from "./leaving-error.ts";
import { leavingText } from "./leaving-text.ts";
import { parseTraceParent, writeTraceParent } from "./trace-parent.ts";

const kinds: Record<SpanOptions["kind"], SpanKind> = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
  internal: SpanKind.INTERNAL,
};

const attributesOf = (facts: Facts): Attributes => {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(facts)) {
    if (value !== null) attributes[name] = typeof value === "string" ? leavingText(value) : value;
  }
  return attributes;
};

const isMeasurement = ([name, value]: [string, unknown]) => typeof value === "number" && !name.includes(".");

const nobody: Span = { set: () => {}, fail: () => {} };

/** What is known of a span. Numbers of our own are kept as numbers, which the exporter takes as JSON from one attribute. */
const describing = (span: OtelSpan): Span => {
  const measurements: Facts = {};
  return {
    set: (facts) => {
      const entries = Object.entries(facts);
      span.setAttributes(attributesOf(Object.fromEntries(entries.filter((one) => !isMeasurement(one)))));
      const numbers = entries.filter(isMeasurement);
      if (numbers.length === 0) return;
      Object.assign(measurements, Object.fromEntries(numbers));
      span.setAttribute("microsoft.custom_measurements", JSON.stringify(measurements));
    },
    fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
  };
};

/** Words and numbers apart: what is a number stays one that can be summed. */
const apart = (facts: Facts) => {
  const properties: Record<string, string> = {};
  const measurements: Record<string, number> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === "number") measurements[name] = value;
    else if (value !== null) properties[name] = leavingText(String(value));
  }
  return { properties, measurements };
};

/** {@link Telemetry} to Application Insights, over a client that is ready to be used. */
export const createAppInsightsTelemetry = (client: TelemetryClient, tracer: Tracer): Telemetry => {
  const meter = metrics.getMeter("cloudpix");
  const histograms = new Map<string, Histogram>();

  return {
    trackEvent: (name, facts = {}) => client.trackEvent({ name, ...apart(facts) }),

    trackMetric: (name, value, facts = {}) => {
      const histogram = histograms.get(name) ?? meter.createHistogram(name);
      histograms.set(name, histogram);
      histogram.record(value, attributesOf(facts));
    },

    trackException: (error, facts = {}) => {
      const { exception, facts: known } = leavingError(error);
      client.trackException({ exception, ...apart({ ...known, ...facts }) });
    },

    inSpan: (name, { kind, attributes = {} }, work) => {
      if (kind === "client" && !isTold(trace.getActiveSpan())) return work(nobody);
      const span = tracer.startSpan(name, { kind: kinds[kind] });
      const handle = describing(span);
      handle.set(attributes);
      // A message has no address that could name its operation.
      if (kind === "consumer") handle.set({ "ai.operation.name": name });
      return context.with(trace.setSpan(context.active(), span), async () => {
        try {
          return await work(handle);
        } catch (error) {
          handle.fail();
          throw error;
        } finally {
          span.end();
        }
      });
    },

    traceParent: () => {
      const active = trace.getActiveSpan()?.spanContext();
      return active && writeTraceParent(active);
    },

    underParent: (traceParent, work) => {
      const parent = traceParent === undefined ? null : parseTraceParent(traceParent);
      return parent === null ? work() : context.with(trace.setSpanContext(ROOT_CONTEXT, parent), work);
    },
  };
};
