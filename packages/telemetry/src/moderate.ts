import { createRateBudget } from "./rate-budget.ts";
import type { EventName, Telemetry } from "./telemetry.ts";

/** How many events of one kind, and how many exceptions, a process tells of in one second. */
const perSecond = 10;

/** A link that is read by everybody at once; its metric still counts each of them. */
const frequent = new Set<EventName>(["share_link_accessed"]);

/**
 * The same telemetry for busy times: views of share links and exceptions are told one by one only up to ten a second,
 * because ten thousand of them say no more than the first ten. Metrics, spans and all other events always are.
 */
export const moderate = (telemetry: Telemetry, nowMs: () => number = Date.now): Telemetry => {
  const fits = createRateBudget(perSecond, nowMs);
  return {
    ...telemetry,
    trackEvent: (name, facts) => {
      if (!frequent.has(name) || fits(name)) telemetry.trackEvent(name, facts);
    },
    trackException: (error, facts) => {
      if (fits("exception")) telemetry.trackException(error, facts);
    },
  };
};
