"use client";

import type { FileListView, ListFilesInput } from "@cloudpix/domain";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { z } from "zod";
import { useTRPCClient } from "../data/trpc.ts";
import { type FilePages, filesOf } from "./file-pages.ts";
import { keepReadUrls } from "./keep-read-urls.ts";

/**
 * Asks for one page of a list of files. Files that the cache's list under `key` has already stay under the read URLs they
 * are shown under, so that asking again moves no picture.
 */
export const useFilePage = () => {
  const client = useTRPCClient();
  const queries = useQueryClient();
  return useCallback(
    async (
      key: QueryKey,
      input: z.input<typeof ListFilesInput>,
      signal: AbortSignal,
    ): Promise<FileListView> => {
      const page = await client.files.list.query(input, { signal });
      const known = new Map(filesOf(queries.getQueryData<FilePages>(key)).map((file) => [file.fileId, file]));
      const now = new Date();
      return { ...page, files: page.files.map((file) => keepReadUrls(file, known.get(file.fileId), now)) };
    },
    [client, queries],
  );
};
