"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False until the page listens to events; a form sent earlier would be sent by the browser itself. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
