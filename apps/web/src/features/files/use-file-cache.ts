"use client";

import type { FileId, FileView } from "@cloudpix/domain";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../data/trpc.ts";
import { dropFile, type FilePages, putFile } from "./file-pages.ts";

/** Under this key the cache holds the pages of "my files". */
export const filesKey = ["files", "list"] as const;

/** What the page learns about single files goes into everything that shows them, without asking for the list again. */
export const useFileCache = () => {
  const queries = useQueryClient();
  const trpc = useTRPC();
  return useMemo(() => {
    const keyOf = (fileId: FileId): QueryKey => trpc.files.get.queryKey({ fileId });
    return {
      put: (file: FileView) => {
        queries.setQueryData<FilePages>(filesKey, (pages) => pages && putFile(pages, file));
        queries.setQueryData(keyOf(file.fileId), file);
      },
      drop: (fileId: FileId) => {
        queries.setQueryData<FilePages>(filesKey, (pages) => pages && dropFile(pages, fileId));
        queries.removeQueries({ queryKey: keyOf(fileId) });
      },
      /** Asks for one file anew. */
      refresh: async (fileId: FileId) => {
        const file = await queries.fetchQuery(trpc.files.get.queryOptions({ fileId }, { staleTime: 0 }));
        queries.setQueryData<FilePages>(filesKey, (pages) => pages && putFile(pages, file));
      },
      /** The space in use has changed. */
      refreshUsage: () => queries.invalidateQueries({ queryKey: trpc.auth.profile.queryKey() }),
    };
  }, [queries, trpc]);
};
