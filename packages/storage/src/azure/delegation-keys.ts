import type { UserDelegationKey } from "@azure/storage-blob";
import { DAY_MS, HOUR_MS } from "@cloudpix/domain";

const KEY_DAYS = 3;

/** Asks storage for a key that signs from `startsOn` to `expiresOn`. */
export type FetchKey = (startsOn: Date, expiresOn: Date) => Promise<UserDelegationKey>;

/**
 * Keys for user delegation SAS, one per UTC day, held in memory. A key lives three days and is renewed in the
 * background when its day is over, so that URLs of a day or two can be signed even while storage does not answer.
 * Days, not hours since start-up, so that the replicas change keys, and thereby URLs, at the same moment.
 * @returns the key for a URL that ends at `until`. @throws RangeError when that is further away than a key can live.
 */
export const createDelegationKeys = (fetchKey: FetchKey) => {
  let held: { key: UserDelegationKey; day: number; endsAt: number } | null = null;
  let renewal: { day: number; key: Promise<UserDelegationKey> } | null = null;

  const renew = (day: number): Promise<UserDelegationKey> => {
    if (renewal?.day === day) return renewal.key;
    const endsAt = day + KEY_DAYS * DAY_MS;
    // An hour back, so that a storage clock behind ours does not find the key too young at midnight.
    const key = fetchKey(new Date(day - HOUR_MS), new Date(endsAt))
      .then((fetched) => {
        held = { key: fetched, day, endsAt };
        return fetched;
      })
      .finally(() => {
        if (renewal?.key === key) renewal = null;
      });
    renewal = { day, key };
    return key;
  };

  return async (now: Date, until: Date): Promise<UserDelegationKey> => {
    const day = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    if (until.getTime() > day + KEY_DAYS * DAY_MS)
      throw new RangeError(`A URL cannot live until ${until.toISOString()}`);
    // A key of a day to come is what a clock leaves behind that was put back.
    if (held === null || held.day > day || held.endsAt < until.getTime()) return renew(day);
    // The held key still serves; a failure shows when it no longer does, and every call until then tries again.
    if (held.day !== day) renew(day).catch(() => undefined);
    return held.key;
  };
};
