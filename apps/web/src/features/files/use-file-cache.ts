"use client";

import type { FileId, FileView } from "@cloudpix/domain";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../data/trpc.ts";
import { FileListing } from "./file-listing.ts";
import { dropFile, type FilePages, putFile } from "./file-pages.ts";

/** Under this key and their listing the cache holds the pages of every list of my files. */
export const filesKey = ["files", "list"] as const;

/** Under this key the cache holds the pages of the trash. */
export const trashKey = ["files", "trash"] as const;

/** What the page learns about single files goes into everything that shows them, without asking for the list again. */
export const useFileCache = () => {
  const queries = useQueryClient();
  const trpc = useTRPC();
  return useMemo(() => {
    const keyOf = (fileId: FileId): QueryKey => trpc.files.get.queryKey({ fileId });
    const inEveryList = (change: (pages: FilePages, listing: FileListing) => FilePages) => {
      for (const [key, pages] of queries.getQueriesData<FilePages>({ queryKey: filesKey })) {
        const listing = FileListing.safeParse(key.at(-1));
        if (pages !== undefined && listing.success)
          queries.setQueryData<FilePages>(key, change(pages, listing.data));
      }
    };
    const putIntoLists = (file: FileView) => inEveryList((pages, listing) => putFile(pages, file, listing));
    return {
      put: (file: FileView) => {
        putIntoLists(file);
        queries.setQueryData(keyOf(file.fileId), file);
      },
      drop: (fileId: FileId) => {
        inEveryList((pages) => dropFile(pages, fileId));
        queries.removeQueries({ queryKey: keyOf(fileId) });
        // An answer that is on its way may be from before, and would bring the file back.
        void queries.invalidateQueries({
          queryKey: filesKey,
          predicate: ({ state }) => state.fetchStatus === "fetching" && state.data !== undefined,
        });
      },
      /** Asks for one file anew. */
      refresh: async (fileId: FileId) => {
        putIntoLists(await queries.fetchQuery(trpc.files.get.queryOptions({ fileId }, { staleTime: 0 })));
      },
      /** The space in use has changed. */
      refreshUsage: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.auth.profile.queryKey() }),
          queries.invalidateQueries({ queryKey: trpc.files.usage.queryKey() }),
        ]),
      /** Something came into the trash. */
      refreshTrash: () => queries.invalidateQueries({ queryKey: trashKey }),
      /** Something left the trash. */
      dropFromTrash: (fileIds: readonly FileId[]) =>
        queries.setQueryData<FilePages>(trashKey, (pages) => pages && fileIds.reduce(dropFile, pages)),
    };
  }, [queries, trpc]);
};
