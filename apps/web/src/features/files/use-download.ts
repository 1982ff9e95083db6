"use client";

import type { FileView } from "@cloudpix/domain";
import { useCallback } from "react";
import { toast } from "sonner";
import { useTRPCClient } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { expectDownload } from "../upload/leave-guard.ts";

/** Saves a file's original under its own name. `gone` looks at a failure first; what it answers true to is told already. */
export const useDownload = (gone: (error: unknown, file: FileView) => boolean) => {
  const client = useTRPCClient();
  return useCallback(
    async (file: FileView) => {
      try {
        const { url } = await client.files.downloadUrl.query({ fileId: file.fileId });
        expectDownload();
        window.location.assign(url);
      } catch (error) {
        if (!gone(error, file)) toast.error(sentenceOf(error));
      }
    },
    [client, gone],
  );
};
