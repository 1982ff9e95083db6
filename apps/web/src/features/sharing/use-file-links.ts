"use client";

import type { FileId } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../data/trpc.ts";

/** The links of one file that are not revoked, newest first, or why they cannot be told. */
export const useFileLinks = (fileId: FileId, enabled: boolean) => {
  const list = useQuery(useTRPC().shares.listByFile.queryOptions({ fileId }, { enabled, staleTime: 0 }));
  const links = useMemo(
    () => [...(list.data?.shareLinks ?? [])].sort((a, b) => (a.createdDate < b.createdDate ? 1 : -1)),
    [list.data],
  );
  return { links, error: list.error };
};
