import { isCloudPixError } from "../cloudpix-error.ts";

/** A URL that writes one blob until it ends. */
type SignedUrl = { uploadUrl: string; expiresAt: string };

/** Sends something to the URL that holds now. What it throws is thrown on. */
export type UseUrl = <T>(send: (url: string) => Promise<T>) => Promise<T>;

/** The server takes an upload for abandoned when its URL ends: it is renewed well before, with time for a slow block. */
const marginMs = 3_600_000;

const endsSoon = ({ expiresAt }: SignedUrl) => Date.parse(expiresAt) - Date.now() < marginMs;
const isRefusal = (error: unknown) => isCloudPixError(error, "storage.refused") && error.status === 403;

/**
 * A URL that may be used for longer than it lives. Shortly before it ends, and when storage refuses it (clocks differ),
 * `renew` is asked for the next one, once for all who use it. A fresh one that is refused before it took anything is
 * refused for good.
 */
export const renewedUrl = (first: SignedUrl, renew: () => Promise<SignedUrl>): UseUrl => {
  let current = Promise.resolve(first);
  let mayRenew = true;

  /** True when there is another URL to use than this one. */
  const replace = (used: Promise<SignedUrl>): boolean => {
    if (current !== used) return true;
    if (!mayRenew) return false;
    mayRenew = false;
    current = renew().catch((error: unknown) => {
      current = used;
      mayRenew = true;
      throw error;
    });
    return true;
  };

  return async (send) => {
    for (;;) {
      const used = current;
      const signed = await used;
      if (endsSoon(signed) && replace(used)) continue;
      try {
        const answer = await send(signed.uploadUrl);
        if (current === used) mayRenew = true;
        return answer;
      } catch (error) {
        if (!isRefusal(error) || !replace(used)) throw error;
      }
    }
  };
};
