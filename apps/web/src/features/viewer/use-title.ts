"use client";

import { useEffect } from "react";

/** Names this thing in the browser's tab, as pages name theirs; nothing where there is none. What the tab said before comes back after it. */
export const useTitle = (name: string | undefined): void => {
  useEffect(() => {
    if (name === undefined) return;
    const before = document.title;
    document.title = `${name} · CloudPix`;
    return () => {
      document.title = before;
    };
  }, [name]);
};
