"use client";

import { type FileView, limits } from "@cloudpix/domain";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { countWords } from "../../ui/count-words.ts";
import { useTRPCClient } from "../data/trpc.ts";
import { leaveWhenSignedOut, sentenceOf } from "../data/wire-error.ts";
import { useFileCache } from "../files/use-file-cache.ts";
import { saysGone } from "../files/use-gone-file.ts";
import { emptyTrash } from "./empty-trash.ts";

const tell = (error: unknown) => {
  leaveWhenSignedOut(error);
  toast.error(sentenceOf(error));
};

/** The worker takes away what has been waiting for a minute, and looks twice a minute. */
const freedWords = "Its space is free again within a minute.";

/** What can be done with what is in the trash. Each answers whether its files have left the trash; failures are told in a toast. */
export const useTrashActions = () => {
  const client = useTRPCClient();
  const cache = useFileCache();
  const router = useRouter();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const emptying = useRef<AbortController>(null);

  const restore = async ({ fileId, fileName }: FileView): Promise<boolean> => {
    try {
      cache.put(await client.files.restore.mutate({ fileId }));
    } catch (error) {
      if (!saysGone(error)) tell(error);
      else {
        // Its days are over, or another tab or device was faster. Its row goes, and the focus moves on as if it were done.
        cache.dropFromTrash([fileId]);
        toast("This file was deleted for good elsewhere", { description: fileName });
      }
      return saysGone(error);
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
      if (!saysGone(error)) {
        tell(error);
        return false;
      }
    }
    cache.dropFromTrash([fileId]);
    void cache.refreshUsage();
    toast.success("Deleted for good", { description: freedWords });
    return true;
  };

  const empty = async (): Promise<boolean> => {
    const stop = new AbortController();
    emptying.current = stop;
    setProgress({ done: 0, total: 0 });
    const { purgedIds, failure } = await emptyTrash(
      {
        list: (cursor) => client.files.list.query({ cursor, trash: true, limit: limits.pageSize.max }),
        purge: (fileId) =>
          client.files.purge.mutate({ fileId }).catch((error: unknown) => {
            if (!saysGone(error)) throw error;
          }),
      },
      { onProgress: (done, total) => setProgress({ done, total }), signal: stop.signal },
    );
    setProgress(null);
    cache.dropFromTrash(purgedIds);
    await Promise.all([cache.refreshTrash(), cache.refreshUsage()]);
    if (failure !== null) {
      tell(failure);
      return false;
    }
    // Stopped before anything was done, there is nothing to tell.
    if (stop.signal.aborted && purgedIds.length === 0) return true;
    const done = stop.signal.aborted
      ? `${countWords(purgedIds.length, "file")} deleted for good`
      : "The trash is empty";
    toast.success(done, { description: freedWords });
    return true;
  };

  return {
    restore,
    purge,
    empty,
    /** Leaves the files in the trash that their turn has not come to. */
    stopEmptying: () => emptying.current?.abort(),
    progress,
  };
};
