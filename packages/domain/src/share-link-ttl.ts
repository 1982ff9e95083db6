import type { Instant } from "./instant.ts";
import { DAY_MS, limits } from "./limits.ts";
import type { ShareLinkRecord } from "./share-link.ts";

const NEVER = -1;
/** The largest ttl Cosmos takes: 68 years. A record that ends later is written again by then, or nobody cares. */
const MAX_TTL_SECONDS = 2 ** 31 - 1;

/**
 * The `ttl` in seconds of a record that ends at `end`, when it is written at `at`: until its end and the days of grace
 * after it. −1 for a record without an end. Cosmos counts a ttl from the last change of any field, so every write of a
 * record sets it anew; otherwise each use would prolong the record's life.
 */
export const ttlWithGrace = (end: Instant | null, at: Instant): number => {
  if (end === null) return NEVER;
  const leftMs = Date.parse(end) + limits.linkGraceDays * DAY_MS - Date.parse(at);
  return Math.min(MAX_TTL_SECONDS, Math.max(1, Math.ceil(leftMs / 1_000)));
};

/** {@link ttlWithGrace} of a link, which ends when it expires or is revoked: in its grace its visitor is still told why. */
export const shareLinkTtl = (
  link: Pick<ShareLinkRecord, "expiryDate" | "isRevoked" | "revokedDate">,
  at: Instant,
): number => ttlWithGrace(link.isRevoked ? (link.revokedDate ?? at) : link.expiryDate, at);
