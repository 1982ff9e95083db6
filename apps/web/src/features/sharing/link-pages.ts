import type { LinkId, MyShareLinksView, MyShareLinkView, ShareLinkView } from "@cloudpix/domain";
import type { InfiniteData } from "@tanstack/react-query";

/** The pages of "my links" as the cache holds them, newest first. */
export type LinkPages = InfiniteData<MyShareLinksView, string | null>;

/** Under this key the cache holds the pages of "my links". */
export const linksKey = ["shares", "mine"] as const;

/** Every link of the pages once, in their order. One that moved between two requests may be on two pages. */
export const linksOf = (pages: LinkPages | undefined): MyShareLinkView[] => {
  const byId = new Map<LinkId, MyShareLinkView>();
  for (const { shareLinks } of pages?.pages ?? [])
    for (const link of shareLinks) if (!byId.has(link.linkId)) byId.set(link.linkId, link);
  return [...byId.values()];
};

/** The pages with what a change told of a link; its file is known already. */
export const putLink = (pages: LinkPages, changed: ShareLinkView): LinkPages => ({
  ...pages,
  pages: pages.pages.map((page) => ({
    ...page,
    shareLinks: page.shareLinks.map((link) =>
      link.linkId === changed.linkId ? { ...changed, file: link.file } : link,
    ),
  })),
});
