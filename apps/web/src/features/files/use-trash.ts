"use client";

import { type FileView, SECOND_MS } from "@cloudpix/domain";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useTRPCClient } from "../data/trpc.ts";
import { leaveWhenSignedOut, sentenceOf } from "../data/wire-error.ts";
import { useTrashDays } from "./trash-days.tsx";
import { trashKeepsWords } from "./trash-words.ts";
import { useFileCache } from "./use-file-cache.ts";
import { useGoneFile } from "./use-gone-file.ts";

export type TrashEvents = {
  /** Called while the file is still in the list, which it leaves: it is deleted, by now or since long. */
  onLeaving?: (file: FileView) => void;
  /** Called when the file is in the list again. */
  onRestored?: (file: FileView) => void;
};

const undoMs = 8 * SECOND_MS;

const tell = (error: unknown) => {
  leaveWhenSignedOut(error);
  toast.error(sentenceOf(error));
};

/** Moves a file to the trash and offers for a while to take it back. Answers whether it is gone; failures are told in a toast. */
export const useTrash = (events: TrashEvents): ((file: FileView) => Promise<boolean>) => {
  const client = useTRPCClient();
  const cache = useFileCache();
  const gone = useGoneFile(events);
  const trashDays = useTrashDays();
  // The offer outlives many renders; whoever it tells shall hear it as they are then.
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });

  const restore = async ({ fileId }: FileView) => {
    try {
      const file = await client.files.restore.mutate({ fileId });
      cache.put(file);
      cache.dropFromTrash([fileId]);
      latest.current.onRestored?.(file);
    } catch (error) {
      tell(error);
    }
    void cache.refreshUsage();
  };

  return async (file) => {
    try {
      await client.files.delete.mutate({ fileId: file.fileId });
    } catch (error) {
      if (gone(error, file)) return true;
      tell(error);
      return false;
    }
    latest.current.onLeaving?.(file);
    cache.drop(file.fileId);
    void cache.refreshTrash();
    void cache.refreshUsage();
    toast.success("Moved to the trash", {
      id: file.fileId,
      description: trashKeepsWords(trashDays),
      duration: undoMs,
      action: { label: "Undo", onClick: () => void restore(file) },
    });
    return true;
  };
};
