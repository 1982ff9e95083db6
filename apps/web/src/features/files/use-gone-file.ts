"use client";

import type { FileView } from "@cloudpix/domain";
import { useCallback, useEffect, useRef } from "react";
import { toast } from "sonner";
import { readWireError } from "../data/wire-error.ts";
import { useFileCache } from "./use-file-cache.ts";

type Events = {
  /** Called while the file is still in the list. */
  onLeaving?: (file: FileView) => void;
};

/** Whether a call failed because its file is not there, or not any more. */
export const saysGone = (error: unknown): boolean => readWireError(error)?.code === "file.not_found";

/**
 * Given why a call about a listed file failed: where it says that the file is gone, deleted in another tab or on another
 * device, takes it out of everything that shows it, says so, and answers true. It is no failure: it is what was wanted,
 * or nobody's fault.
 */
export const useGoneFile = (events: Events = {}): ((error: unknown, file: FileView) => boolean) => {
  const cache = useFileCache();
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  return useCallback(
    (error, file) => {
      if (!saysGone(error)) return false;
      latest.current.onLeaving?.(file);
      cache.drop(file.fileId);
      void cache.refreshTrash();
      void cache.refreshUsage();
      toast("This file was deleted elsewhere", { id: file.fileId, description: file.fileName });
      return true;
    },
    [cache],
  );
};
