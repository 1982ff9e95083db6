import { AsyncLocalStorage } from "node:async_hooks";
import type { EventName, Facts, MetricName, SpanKind, Telemetry } from "../telemetry.ts";

/** What was told, in the order it was. A span stands where it began; `parent` is what it was said to go on with. */
export type Told = {
  events: { name: EventName; facts: Facts }[];
  metrics: { name: MetricName; value: number; facts: Facts }[];
  /** `sentence` of those that were lived with. */
  exceptions: { error: unknown; facts: Facts; sentence?: string }[];
  spans: {
    name: string;
    kind: SpanKind;
    attributes: Facts;
    parent: string | undefined;
    state: "under way" | "ended" | "failed";
  }[];
};

/** Telemetry that is remembered instead of sent. */
export const recordTelemetry = (): { telemetry: Telemetry; told: Told } => {
  const told: Told = { events: [], metrics: [], exceptions: [], spans: [] };
  const parents = new AsyncLocalStorage<string>();
  const telemetry: Telemetry = {
    trackEvent: (name, facts = {}) => void told.events.push({ name, facts }),
    trackMetric: (name, value, facts = {}) => void told.metrics.push({ name, value, facts }),
    trackException: (error, facts = {}) => void told.exceptions.push({ error, facts }),
    trackFailure: (error, sentence, facts = {}) => void told.exceptions.push({ error, facts, sentence }),
    traceParent: () => parents.getStore(),
    underParent: (parent, work) => (parent === undefined ? work() : parents.run(parent, work)),
    inSpan: async (name, { kind, attributes = {} }, work) => {
      const span: Told["spans"][number] = {
        name,
        kind,
        attributes: { ...attributes },
        parent: parents.getStore(),
        state: "under way",
      };
      told.spans.push(span);
      let failed = false;
      const handle = {
        set: (facts: Facts) => void Object.assign(span.attributes, facts),
        fail: () => {
          failed = true;
        },
      };
      try {
        return await work(handle);
      } catch (error) {
        handle.fail();
        throw error;
      } finally {
        span.state = failed ? "failed" : "ended";
      }
    },
  };
  return { telemetry, told };
};
