import type { RateWindow } from "@cloudpix/api";

/** Holds the tightest of the windows that one request was counted in: the one that its caller will meet first. */
export type TightestWindow = { note(window: RateWindow): void; read(): RateWindow | null };

const isTighter = (one: RateWindow, other: RateWindow): boolean =>
  one.remaining === other.remaining ? one.resetSeconds > other.resetSeconds : one.remaining < other.remaining;

export const createTightestWindow = (): TightestWindow => {
  let tightest: RateWindow | null = null;
  return {
    note: (window) => {
      if (tightest === null || isTighter(window, tightest)) tightest = window;
    },
    read: () => tightest,
  };
};

/**
 * Tells a caller where it stands, on success and on 429 alike: the three headers of the older drafts of
 * draft-ietf-httpapi-ratelimit-headers, which are the ones that clients know. None where nothing was counted.
 */
export const rateLimitHeaders = ({
  rateWindow,
}: {
  rateWindow: () => RateWindow | null;
}): Record<string, string> => {
  const window = rateWindow();
  if (window === null) return {};
  return {
    "ratelimit-limit": String(window.limit),
    "ratelimit-remaining": String(window.remaining),
    "ratelimit-reset": String(window.resetSeconds),
  };
};
