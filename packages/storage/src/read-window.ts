import { limits, MINUTE_MS } from "@cloudpix/domain";

const { lifetime, window } = limits.readUrlMinutes;

/** How long a browser may keep what a read URL answered: as long as the URL is sure to live. The bytes behind it never change. */
export const readCacheControl = `private, max-age=${lifetime * 60}, immutable`;

/**
 * When a read URL given out at `now` ends: a full lifetime after the end of the window that `now` lies in,
 * so that all who ask within the window get the same URL, and it lives 60 to 75 minutes.
 */
export const readUrlExpiry = (now: Date): Date => {
  const windowMs = window * MINUTE_MS;
  return new Date((Math.floor(now.getTime() / windowMs) + 1) * windowMs + lifetime * MINUTE_MS);
};
