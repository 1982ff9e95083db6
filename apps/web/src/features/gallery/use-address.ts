"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
};

const notify = () => {
  for (const listener of listeners) listener();
};

/**
 * Moves this page to another address of the gallery: `push` adds a step to the history, `replace` none. The router is
 * told through `history`, which costs no request.
 */
export const moveTo = (address: string, how: "push" | "replace"): void => {
  if (how === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
  notify();
};

const read = () => window.location.pathname + window.location.search;

/** The address as it is now. The router's own word comes later, in a transition; it serves on the server alone. */
export const useAddress = (): { pathname: string; search: string } => {
  const routedPath = usePathname();
  const routedSearch = useSearchParams().toString();
  // A link of the router moves the address without a word, and only after this has been drawn.
  useEffect(notify, [routedPath, routedSearch]);
  const address = useSyncExternalStore(subscribe, read, () => `${routedPath}?${routedSearch}`);
  const end = address.indexOf("?");
  return end === -1
    ? { pathname: address, search: "" }
    : { pathname: address.slice(0, end), search: address.slice(end) };
};
