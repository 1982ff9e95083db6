import {
  type Attributes,
  context,
  type Histogram,
  metrics,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { TelemetryClient } from "applicationinsights";
import type { Facts, Span, SpanOptions, Telemetry } from "../telemetry.ts";
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

/** What of an error leaves the machine: its type, message and stack, masked. Its causes are in the log, under the same request id. */
const told = (thrown: unknown): Error => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const copy = new Error(leavingText(error.message));
  copy.name = error.name;
  copy.stack = leavingText(error.stack ?? "");
  return copy;
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

    trackException: (error, facts = {}) => client.trackException({ exception: told(error), ...apart(facts) }),

    inSpan: (name, { kind, attributes = {} }, work) => {
      const given = attributesOf(attributes);
      // A message has no address that could name its operation.
      if (kind === "consumer") given["ai.operation.name"] = name;
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: given });
      const handle: Span = {
        set: (more) => void span.setAttributes(attributesOf(more)),
        fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
      };
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
