import type { LinkId, ShareLinkRecord } from "@cloudpix/domain";

const MOST = 2_000;

/**
 * The links this process has seen last, newest last, never more than a few thousand. What is remembered may be old: it is
 * worth a guess that the database checks, and nothing else.
 */
export type SeenLinks = {
  get(linkId: LinkId): ShareLinkRecord | null;
  remember(link: ShareLinkRecord): void;
};

export const createSeenLinks = (): SeenLinks => {
  const seen = new Map<LinkId, ShareLinkRecord>();
  return {
    get: (linkId) => seen.get(linkId) ?? null,
    remember: (link) => {
      seen.delete(link.linkId);
      seen.set(link.linkId, link);
      const [oldest] = seen.keys();
      if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
    },
  };
};
