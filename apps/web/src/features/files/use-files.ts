"use client";

import { type FileListView, limits, MINUTE_MS } from "@cloudpix/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPCClient } from "../data/trpc.ts";
import { type FilePages, filesOf } from "./file-pages.ts";
import { filesKey } from "./use-file-cache.ts";

/**
 * My files, newest first, page after page. Asked for again well before the read URLs in them run out, so that a
 * gallery left open overnight still shows its pictures. (Own query function: the adapter adds a `direction` to the
 * input, which the server's strict schema refuses.)
 */
export const useFiles = () => {
  const client = useTRPCClient();
  const query = useInfiniteQuery<FileListView, Error, FilePages, typeof filesKey, string | null>({
    queryKey: filesKey,
    queryFn: ({ pageParam, signal }) => client.files.list.query({ cursor: pageParam }, { signal }),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 10 * MINUTE_MS,
    refetchInterval: (limits.readUrlMinutes.lifetime / 2) * MINUTE_MS,
  });
  const files = useMemo(() => filesOf(query.data), [query.data]);
  return { ...query, files };
};
