"use client";

import { type FileId, type FileView, limits } from "@cloudpix/domain";
import { useEffect, useRef } from "react";
import { useTRPCClient } from "../data/trpc.ts";
import { readWireError } from "../data/wire-error.ts";
import { useFileCache } from "./use-file-cache.ts";

const quickMs = 600;
const calmMs = 4_000;
/** A picture that has not come by now will not come within a blink; asking less often costs nobody anything. */
const calmAfterRounds = 100;

type PendingEvents = { onFile: (file: FileView) => void; onGone: (fileId: FileId) => void };

/**
 * While any file is pending, asks for the oldest of them again and again (one request for all of them) and puts what it
 * learns into the cache, so that pictures appear by themselves; `events` tell of it too. Asks nothing when nothing is
 * pending or the page is hidden.
 */
export const usePendingFiles = (pendingIds: ReadonlySet<FileId>, events: PendingEvents): void => {
  const client = useTRPCClient();
  const cache = useFileCache();
  const pending = useRef<FileId[]>([]);
  // Ids begin with the time they were made.
  pending.current = [...pendingIds].sort().slice(0, limits.batchCalls);
  const tell = useRef(events);
  tell.current = events;
  const isWaiting = pending.current.length > 0;

  useEffect(() => {
    if (!isWaiting) return;
    let [round, isOver] = [0, false];
    let timer: ReturnType<typeof setTimeout>;
    const look = async (fileId: FileId) => {
      try {
        const file = await client.files.get.query({ fileId });
        cache.put(file);
        tell.current.onFile(file);
      } catch (error) {
        if (readWireError(error)?.code !== "file.not_found") return;
        cache.drop(fileId);
        tell.current.onGone(fileId);
      }
    };
    const turn = async () => {
      if (document.visibilityState === "visible") await Promise.all(pending.current.map(look));
      round += 1;
      if (!isOver) timer = setTimeout(turn, round < calmAfterRounds ? quickMs : calmMs);
    };
    timer = setTimeout(turn, quickMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isWaiting, client, cache]);
};
