"use client";

import { type FileId, type FileView, limits } from "@cloudpix/domain";
import { useEffect, useRef } from "react";
import { useTRPCClient } from "../data/trpc.ts";
import { readWireError } from "../data/wire-error.ts";
import { isPending } from "./file-pages.ts";
import { useFileCache } from "./use-file-cache.ts";

const quickMs = 600;
const calmMs = 4_000;
/** A picture that has not come by now will not come within a blink; asking less often costs nobody anything. */
const calmAfterRounds = 100;

/**
 * While any of `files` is pending, asks for the oldest of them again and again (one request for all of them) and puts
 * what it learns into the cache, so that pictures appear by themselves. Asks nothing when nothing is pending or the
 * page is hidden.
 */
export const usePendingFiles = (files: readonly FileView[]): void => {
  const client = useTRPCClient();
  const cache = useFileCache();
  const pending = useRef<FileId[]>([]);
  pending.current = files
    .filter(isPending)
    .map(({ fileId }) => fileId)
    .slice(-limits.batchCalls);
  const isWaiting = pending.current.length > 0;

  useEffect(() => {
    if (!isWaiting) return;
    let [round, isOver] = [0, false];
    let timer: ReturnType<typeof setTimeout>;
    const look = async (fileId: FileId) => {
      try {
        cache.put(await client.files.get.query({ fileId }));
      } catch (error) {
        if (readWireError(error)?.code === "file.not_found") cache.drop(fileId);
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
