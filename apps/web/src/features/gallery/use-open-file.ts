"use client";

import type { FileId } from "@cloudpix/domain";
import { useCallback, useRef } from "react";
import { moveTo, useAddress } from "./use-address.ts";

const address = /^\/files\/([^/]+)$/;

/**
 * Which file the address names, and how to change it. Opening adds one step to the history, so that Back closes the
 * viewer; moving from file to file adds none. What the gallery shows behind it stays in the address.
 */
export const useOpenFile = () => {
  const { pathname } = useAddress();
  const openId: FileId | null = address.exec(pathname)?.[1]?.toLowerCase() ?? null;
  const hasOwnStep = useRef(false);

  const open = useCallback((fileId: FileId) => {
    const target = `/files/${fileId}${window.location.search}`;
    if (address.test(window.location.pathname)) return moveTo(target, "replace");
    moveTo(target, "push");
    hasOwnStep.current = true;
  }, []);
  const close = useCallback(() => {
    if (hasOwnStep.current) window.history.back();
    else moveTo(`/files${window.location.search}`, "replace");
    hasOwnStep.current = false;
  }, []);
  return { openId, open, close };
};
