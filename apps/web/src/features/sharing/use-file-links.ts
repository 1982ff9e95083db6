"use client";

import type { FileId } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";

/** The links of one file that are not revoked, newest first. */
export const useFileLinks = (fileId: FileId, enabled: boolean) => {
  const list = useQuery(useTRPC().shares.listByFile.queryOptions({ fileId }, { enabled, staleTime: 0 }));
  const links = useMemo(
    () => [...(list.data?.shareLinks ?? [])].sort((a, b) => (a.createdDate < b.createdDate ? 1 : -1)),
    [list.data],
  );
  return { links, failure: list.error === null ? null : sentenceOf(list.error) };
};
