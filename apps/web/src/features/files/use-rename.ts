"use client";

import type { FileView, RenameFileInput } from "@cloudpix/domain";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPCClient } from "../data/trpc.ts";
import { leaveWhenSignedOut } from "../data/wire-error.ts";
import { linksKey } from "../sharing/link-pages.ts";
import { useFileCache } from "./use-file-cache.ts";

/** Gives a file another name, under which everything here shows it at once. Rejects with what the server said. */
export const useRename = (): ((input: RenameFileInput) => Promise<FileView>) => {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const cache = useFileCache();
  return async (input) => {
    try {
      const file = await client.files.rename.mutate(input);
      cache.put(file);
      void queries.invalidateQueries({ queryKey: linksKey });
      return file;
    } catch (error) {
      leaveWhenSignedOut(error);
      throw error;
    }
  };
};
