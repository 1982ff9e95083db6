import {
  context,
  type Histogram,
  metrics,
  ROOT_CONTEXT,
  SpanKind,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { TelemetryClient } from "applicationinsights";
import type { Facts, Span, SpanOptions, Telemetry } from "../telemetry.ts";
import { attributesOf, describeSpan } from "./describe-span.ts";
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

const nobody: Span = { set: () => {}, fail: () => {} };

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
  const trackException = (error: unknown, facts: Facts = {}) => {
    const { exception, facts: known } = leavingError(error);
    client.trackException({ exception, ...apart({ ...known, ...facts }) });
  };

  return {
    trackEvent: (name, facts = {}) => client.trackEvent({ name, ...apart(facts) }),

    trackMetric: (name, value, facts = {}) => {
      const histogram = histograms.get(name) ?? meter.createHistogram(name);
      histograms.set(name, histogram);
      histogram.record(value, attributesOf(facts));
    },

    trackException,
    trackFailure: (error, _sentence, facts) => trackException(error, facts),

    inSpan: (name, { kind, attributes = {} }, work) => {
      if (kind === "client" && !isTold(trace.getActiveSpan())) return work(nobody);
      const span = tracer.startSpan(name, { kind: kinds[kind] });
      const handle = describeSpan(span, kind);
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
          handle.end();
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
