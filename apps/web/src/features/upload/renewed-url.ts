import { HOUR_MS } from "@cloudpix/domain";
import { StorageRefusal } from "./storage-refusal.ts";

/** A URL that writes one blob until it ends. */
type SignedUrl = { uploadUrl: string; expiresAt: string };

type Renewal = { renew: () => Promise<SignedUrl>; nowMs: () => number };

/** The server takes an upload for abandoned when its URL ends: it is renewed well before, with time for a slow block. */
const marginMs = HOUR_MS;

const isRefusal = (error: unknown) => error instanceof StorageRefusal && error.status === 403;

/**
 * A URL that may be used for longer than it lives. Shortly before it ends, and when storage refuses it (clocks differ),
 * `renew` is asked for the next one, once for all who use it. A fresh one that is refused before it took anything is
 * refused for good. What sending throws is thrown on.
 */
export const renewedUrl = (first: SignedUrl, { renew, nowMs }: Renewal) => {
  let current = Promise.resolve(first);
  let mayRenew = true;

  /** True when there is another URL to use than this one. */
  const replace = (used: Promise<SignedUrl>): boolean => {
    if (current !== used) return true;
    if (!mayRenew) return false;
    mayRenew = false;
    current = renew();
    return true;
  };

  return async (send: (url: string) => Promise<void>): Promise<void> => {
    for (;;) {
      const used = current;
      const { uploadUrl, expiresAt } = await used;
      if (Date.parse(expiresAt) - nowMs() < marginMs && replace(used)) continue;
      try {
        await send(uploadUrl);
        if (current === used) mayRenew = true;
        return;
      } catch (error) {
        if (!isRefusal(error) || !replace(used)) throw error;
      }
    }
  };
};
