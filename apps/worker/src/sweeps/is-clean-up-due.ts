import { addMs, HOUR_MS, type RunRecord } from "@cloudpix/domain";
import type { Cron } from "croner";

// Long enough for what was missing to be mended by somebody.
const againMs = HOUR_MS;

/**
 * Whether a clean-up is to be done now: there was none since the last moment that `cron` names, or an hour has passed since
 * one of which a part failed. So a start after days is soon followed by one, and a start after a minute is not.
 */
export const isCleanUpDue = (last: RunRecord | null, cron: Cron, now: Date): boolean => {
  if (last === null) return true;
  const lastMs = Date.parse(last.at);
  const passedMs = now.getTime() - lastMs;
  // It was told by a clock that was wrong, and would keep the next ones away until then.
  if (passedMs < -HOUR_MS) return true;
  if (Number(last.details["sweepsFailed"] ?? 0) > 0 && passedMs >= againMs) return true;
  // Before the next millisecond: a moment counts from its beginning.
  const [moment] = cron.previousRuns(1, addMs(now, 1));
  return moment !== undefined && lastMs < moment.getTime();
};
