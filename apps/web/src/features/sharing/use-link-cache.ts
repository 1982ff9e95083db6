"use client";

import type { FileId, ShareLinksView, ShareLinkView } from "@cloudpix/domain";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../data/trpc.ts";
import { filesKey, useFileCache } from "../files/use-file-cache.ts";
import { type LinkPages, linksKey, putLink } from "./link-pages.ts";

/** What a page learns about links goes into everything that shows them, and into what files say of their links. */
export const useLinkCache = () => {
  const queries = useQueryClient();
  const trpc = useTRPC();
  const files = useFileCache();
  return useMemo(() => {
    const listKey = (fileId: FileId) => trpc.shares.listByFile.queryKey({ fileId });
    /** Files count their live links. One that is gone by now has nobody to tell. */
    const refreshFiles = async (fileIds: readonly FileId[]) => {
      const [first, ...others] = new Set(fileIds);
      if (first === undefined) return;
      if (others.length > 0) await queries.invalidateQueries({ queryKey: filesKey });
      else await files.refresh(first).catch(() => undefined);
    };
    return {
      /** A link as it is after a change; its file is told by `refreshFiles`. */
      put: (link: ShareLinkView) => {
        queries.setQueryData<LinkPages>(linksKey, (pages) => pages && putLink(pages, link));
        queries.setQueryData<ShareLinksView>(
          listKey(link.fileId),
          (list) =>
            list && {
              shareLinks: list.shareLinks
                .map((old) => (old.linkId === link.linkId ? link : old))
                .filter(({ isRevoked }) => !isRevoked),
            },
        );
      },
      refreshFiles,
      /** A file has links it did not have before, or has lost some. */
      refreshLinksOf: (fileId: FileId) =>
        Promise.all([
          queries.invalidateQueries({ queryKey: listKey(fileId) }),
          queries.invalidateQueries({ queryKey: linksKey }),
          refreshFiles([fileId]),
        ]),
      /** Links of many files have ended. */
      refreshAll: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: linksKey }),
          queries.invalidateQueries({ queryKey: trpc.shares.listByFile.pathKey() }),
          queries.invalidateQueries({ queryKey: filesKey }),
        ]),
    };
  }, [queries, trpc, files]);
};
