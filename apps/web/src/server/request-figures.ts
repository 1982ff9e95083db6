import type { Figures } from "@cloudpix/api";
import { createDurationFigures } from "@cloudpix/telemetry";

/** What the server counts of its requests, at less than a microsecond each. */
export type RequestFigures = {
  begun(): void;
  /**
   * `complete`: the whole answer was sent. `isOperation`: no probe and no static file. Everything is counted; the time of an
   * answer that its caller left, or that nobody waited for, is no latency.
   */
  ended(request: { status: number; durationMs: number; complete: boolean; isOperation: boolean }): void;
  read(): Figures;
};

const windowMs = 5 * 60_000;
const classes = ["1xx", "2xx", "3xx", "4xx", "5xx"] as const;

/** Counts since the start, and latencies of the last five minutes. */
export const createRequestFigures = (): RequestFigures => {
  const latencies = createDurationFigures(windowMs);
  const byClass = [0, 0, 0, 0, 0];
  let inFlight = 0;
  let incomplete = 0;
  return {
    begun: () => {
      inFlight += 1;
    },
    ended: ({ status, durationMs, complete, isOperation }) => {
      inFlight -= 1;
      const index = Math.min(5, Math.max(1, Math.floor(status / 100))) - 1;
      byClass[index] = (byClass[index] ?? 0) + 1;
      if (!complete) incomplete += 1;
      else if (isOperation) latencies.record(durationMs);
    },
    read: () => {
      const { count, p50Ms, p95Ms, p99Ms, maxMs } = latencies.read();
      return {
        requests: byClass.reduce((sum, one) => sum + one, 0),
        ...Object.fromEntries(classes.map((name, index) => [`requests${name}`, byClass[index] ?? 0])),
        requestsIncomplete: incomplete,
        requestsInFlight: inFlight,
        latencyWindowSeconds: windowMs / 1_000,
        latencyCount: count,
        latencyP50Ms: p50Ms,
        latencyP95Ms: p95Ms,
        latencyP99Ms: p99Ms,
        latencyMaxMs: maxMs,
      };
    },
  };
};
