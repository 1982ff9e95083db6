"use client";

import type { FileId } from "@cloudpix/domain";
import { usePathname } from "next/navigation";
import { useCallback, useRef, useSyncExternalStore } from "react";

const address = /^\/files\/([^/]+)$/;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
};

const changed = () => {
  for (const listener of listeners) listener();
};

/**
 * Which file the address names, and how to change it. Opening adds one step to the history, so that Back closes the
 * viewer; moving from file to file adds none. The router is told through `history`, which costs no request; the
 * address itself is what counts here, because the router's own word comes later, in a transition.
 */
export const useOpenFile = () => {
  const routed = usePathname();
  const pathname = useSyncExternalStore(
    subscribe,
    () => window.location.pathname,
    () => routed,
  );
  const openId: FileId | null = address.exec(pathname)?.[1]?.toLowerCase() ?? null;
  const hasOwnStep = useRef(false);

  const open = useCallback((fileId: FileId) => {
    const target = `/files/${fileId}`;
    if (address.test(window.location.pathname)) window.history.replaceState(null, "", target);
    else {
      window.history.pushState(null, "", target);
      hasOwnStep.current = true;
    }
    changed();
  }, []);
  const close = useCallback(() => {
    if (hasOwnStep.current) window.history.back();
    else window.history.replaceState(null, "", "/files");
    hasOwnStep.current = false;
    changed();
  }, []);
  return { openId, open, close };
};
