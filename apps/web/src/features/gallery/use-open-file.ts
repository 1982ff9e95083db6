"use client";

import type { FileId } from "@cloudpix/domain";
import { usePathname } from "next/navigation";
import { useCallback, useRef } from "react";

const address = /^\/files\/([0-9a-f-]{36})$/i;

/**
 * Which file the address names, and how to change it. Opening adds one step to the history, so that Back closes the
 * viewer; moving from file to file adds none. The router is told through `history`, which costs no request.
 */
export const useOpenFile = () => {
  const pathname = usePathname();
  const openId: FileId | null = address.exec(pathname)?.[1]?.toLowerCase() ?? null;
  const hasOwnStep = useRef(false);

  const open = useCallback((fileId: FileId) => {
    const target = `/files/${fileId}`;
    if (address.test(window.location.pathname)) window.history.replaceState(null, "", target);
    else {
      window.history.pushState(null, "", target);
      hasOwnStep.current = true;
    }
  }, []);
  const close = useCallback(() => {
    if (hasOwnStep.current) window.history.back();
    else window.history.replaceState(null, "", "/files");
    hasOwnStep.current = false;
  }, []);
  return { openId, open, close };
};
