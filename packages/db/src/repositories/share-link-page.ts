import type { ShareLinkRecord } from "@cloudpix/domain";
import type { ShareLinkPage } from "./share-link-repository.ts";

/** The first `limit` of `found`, which holds one link more where there are more. */
export const shareLinkPage = (found: ShareLinkRecord[], limit: number): ShareLinkPage => {
  const shareLinks = found.slice(0, limit);
  const last = found.length > limit ? shareLinks.at(-1) : undefined;
  return { shareLinks, next: last ? { createdDate: last.createdDate, linkId: last.linkId } : null };
};
