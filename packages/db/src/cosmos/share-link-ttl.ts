import { DAY_MS, type Instant, limits, type ShareLinkRecord } from "@cloudpix/domain";

const NEVER = -1;
/** The largest ttl Cosmos takes: 68 years. A link that ends later is written again by then, or nobody cares. */
const MAX_TTL_SECONDS = 2 ** 31 - 1;

/**
 * The `ttl` of a link in seconds when it is written at `at`: until its end and the days of grace after it, in which
 * its visitor is still told why it no longer opens. −1 for a link without an end. Cosmos counts a ttl from the last
 * change of any field, so every write of a link sets it anew; otherwise each visit would prolong the link's life.
 */
export const shareLinkTtl = (
  link: Pick<ShareLinkRecord, "expiryDate" | "isRevoked" | "revokedDate">,
  at: Instant,
): number => {
  const end = link.isRevoked ? (link.revokedDate ?? at) : link.expiryDate;
  if (end === null) return NEVER;
  const leftMs = Date.parse(end) + limits.linkGraceDays * DAY_MS - Date.parse(at);
  return Math.min(MAX_TTL_SECONDS, Math.max(1, Math.ceil(leftMs / 1_000)));
};
