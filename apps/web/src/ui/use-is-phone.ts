"use client";

import { useSyncExternalStore } from "react";

const phone = "(max-width: 639px)";

const subscribe = (listener: () => void) => {
  const query = window.matchMedia(phone);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

/** True on screens narrower than `sm`. For what styles cannot say; on the server always false. */
export const useIsPhone = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(phone).matches,
    () => false,
  );
