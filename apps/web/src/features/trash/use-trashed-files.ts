"use client";

import { type FileListView, limits, MINUTE_MS } from "@cloudpix/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type FilePages, filesOf } from "../files/file-pages.ts";
import { trashKey } from "../files/use-file-cache.ts";
import { useFilePage } from "../files/use-file-page.ts";

/** What is in my trash, newest upload first, page after page. Asked for again before the read URLs in it run out. */
export const useTrashedFiles = () => {
  const filePage = useFilePage();
  const query = useInfiniteQuery<FileListView, Error, FilePages, typeof trashKey, string | null>({
    queryKey: trashKey,
    queryFn: ({ queryKey, pageParam, signal }) =>
      filePage(queryKey, { cursor: pageParam, trash: true }, signal),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: (limits.readUrlMinutes.lifetime / 2) * MINUTE_MS,
  });
  const files = useMemo(() => filesOf(query.data), [query.data]);
  return { ...query, files };
};
