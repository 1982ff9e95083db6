import { requestAtHand } from "./running.ts";
import type { Tellers } from "./services.ts";
import { tellFailure } from "./tell-failure.ts";

/**
 * Tells of a rejection that nobody took where it belongs to a request, and answers true: the framework begins promises
 * that it may never look at, when somebody leaves in the middle of a page for one. One visitor's page must not end the
 * process for all others.
 */
export const createOutliveRequests =
  (tellers: Tellers) =>
  (reason: unknown): boolean => {
    if (requestAtHand() === undefined) return false;
    tellFailure(tellers, reason, "a request left a rejection that nobody took");
    return true;
  };
