"use client";

import { limits, MINUTE_MS, type MyShareLinksView } from "@cloudpix/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPCClient } from "../data/trpc.ts";
import { type LinkPages, linksKey, linksOf } from "../sharing/link-pages.ts";

/** A few pages are asked for again every minute, so that visits are seen to come; many only before their pictures run out. */
const refetchMs = (pageCount: number) =>
  pageCount <= 2 ? MINUTE_MS : (limits.readUrlMinutes.lifetime / 2) * MINUTE_MS;

/**
 * My links to all files, newest first, page after page, revoked and expired ones included. (Own query function: the
 * adapter adds a `direction` to the input, which the server's strict schema refuses.)
 */
export const useMyLinks = () => {
  const client = useTRPCClient();
  const query = useInfiniteQuery<MyShareLinksView, Error, LinkPages, typeof linksKey, string | null>({
    queryKey: linksKey,
    queryFn: ({ pageParam, signal }) => client.shares.listMine.query({ cursor: pageParam }, { signal }),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 0,
    refetchInterval: ({ state }) => refetchMs(state.data?.pages.length ?? 0),
  });
  const links = useMemo(() => linksOf(query.data), [query.data]);
  return { ...query, links };
};
