import type { ShareLinkRecord } from "@cloudpix/domain";

const settled = [
  "linkId",
  "fileId",
  "userId",
  "expiryDate",
  "createdDate",
  "name",
  "passwordHash",
  "maxAccessCount",
] as const satisfies readonly (keyof ShareLinkRecord)[];

/**
 * True when a create of `asked` is a repetition of the one that made `stored`. What visits and a revocation change
 * does not count, so that a create whose answer was lost can be repeated at any time.
 */
export const isSameShareLink = (stored: ShareLinkRecord, asked: ShareLinkRecord): boolean =>
  settled.every((field) => stored[field] === asked[field]);
