"use client";

import type { FileView } from "@cloudpix/domain";
import { useCallback } from "react";
import { toast } from "sonner";
import { useTRPCClient } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { expectDownload } from "../upload/leave-guard.ts";

/** Saves a file's original under its own name. */
export const useDownload = () => {
  const client = useTRPCClient();
  return useCallback(
    async ({ fileId }: Pick<FileView, "fileId">) => {
      try {
        const { url } = await client.files.downloadUrl.query({ fileId });
        expectDownload();
        window.location.assign(url);
      } catch (error) {
        toast.error(sentenceOf(error));
      }
    },
    [client],
  );
};
