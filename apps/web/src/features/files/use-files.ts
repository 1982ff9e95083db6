"use client";

import { type FileListView, limits, MINUTE_MS, SECOND_MS } from "@cloudpix/domain";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { FileListing } from "./file-listing.ts";
import { type FilePages, filesOf } from "./file-pages.ts";
import { filesKey } from "./use-file-cache.ts";
import { useFilePage } from "./use-file-page.ts";

type Key = readonly [...typeof filesKey, FileListing];

/** How old a list may be when somebody comes back to it; one of many pages takes as many questions, one after the other. */
const freshMs = (pageCount: number) => (pageCount <= 10 ? 30 * SECOND_MS : 10 * MINUTE_MS);

/**
 * The files of `listing`, page after page. While another listing is on its way the last one stays; `shown` is the one
 * that `files` belong to. Asked for again when somebody comes back to it later, as other tabs and devices change it too,
 * and well before the read URLs in them run out, so that a gallery left open overnight still shows its pictures. (Own
 * query function: the adapter adds a `direction` to the input, which the server's strict schema refuses.)
 */
export const useFiles = (listing: FileListing) => {
  const filePage = useFilePage();
  const { q, kind, sort } = listing;
  const query = useInfiniteQuery<FileListView, Error, FilePages, Key, string | null>({
    queryKey: [...filesKey, { q, kind, sort }],
    queryFn: ({ queryKey, pageParam, signal }) =>
      filePage(
        queryKey,
        { cursor: pageParam, sort, ...(q === "" ? {} : { q }), ...(kind === null ? {} : { kind }) },
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    staleTime: ({ state }) => freshMs(state.data?.pages.length ?? 0),
    refetchInterval: (limits.readUrlMinutes.lifetime / 2) * MINUTE_MS,
  });
  const files = useMemo(() => filesOf(query.data), [query.data]);
  const shown = useRef(listing);
  if (!query.isPlaceholderData) shown.current = listing;
  return { ...query, files, shown: shown.current };
};
