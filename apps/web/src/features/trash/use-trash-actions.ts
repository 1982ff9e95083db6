"use client";

import { type FileView, limits } from "@cloudpix/domain";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPCClient } from "../data/trpc.ts";
import { leaveWhenSignedOut, readWireError, sentenceOf } from "../data/wire-error.ts";
import { useFileCache } from "../files/use-file-cache.ts";
import { emptyTrash } from "./empty-trash.ts";

const isGone = (error: unknown) => readWireError(error)?.code === "file.not_found";

const tell = (error: unknown) => {
  leaveWhenSignedOut(error);
  toast.error(sentenceOf(error));
};

/** What can be done with what is in the trash. Each answers whether it was done; failures are told in a toast. */
export const useTrashActions = () => {
  const client = useTRPCClient();
  const cache = useFileCache();
  const router = useRouter();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);

  const restore = async ({ fileId, fileName }: FileView): Promise<boolean> => {
    try {
      cache.put(await client.files.restore.mutate({ fileId }));
    } catch (error) {
      // Its days are over, or it was deleted on another device.
      if (isGone(error)) cache.dropFromTrash([fileId]);
      tell(error);
      return false;
    }
    cache.dropFromTrash([fileId]);
    void cache.refreshUsage();
    toast.success(`${fileName} is back among your files`, {
      description: "Links it had before stay off. You can always make a new one.",
      action: { label: "Show", onClick: () => router.push(`/files/${fileId}`) },
    });
    return true;
  };

  const purge = async ({ fileId }: Pick<FileView, "fileId">): Promise<boolean> => {
    try {
      await client.files.purge.mutate({ fileId });
    } catch (error) {
      if (!isGone(error)) {
        tell(error);
        return false;
      }
    }
    cache.dropFromTrash([fileId]);
    void cache.refreshUsage();
    toast.success("Deleted for good");
    return true;
  };

  const empty = async (): Promise<boolean> => {
    setProgress({ done: 0, total: 0 });
    const { purgedIds, failure } = await emptyTrash(
      {
        list: (cursor) => client.files.list.query({ cursor, trash: true, limit: limits.pageSize.max }),
        purge: (fileId) =>
          client.files.purge.mutate({ fileId }).catch((error: unknown) => {
            if (!isGone(error)) throw error;
          }),
      },
      (done, total) => setProgress({ done, total }),
    );
    setProgress(null);
    cache.dropFromTrash(purgedIds);
    await Promise.all([cache.refreshTrash(), cache.refreshUsage()]);
    if (failure !== null) {
      tell(failure);
      return false;
    }
    toast.success("The trash is empty", { description: "Its space is free again within two minutes." });
    return true;
  };

  return { restore, purge, empty, progress };
};
