"use client";

import { useSyncExternalStore } from "react";
import { applyTheme, readTheme, type Theme } from "./theme.ts";

const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const choose = (theme: Theme) => {
  applyTheme(theme);
  for (const listener of listeners) listener();
};

/** The theme in force and how to change it; every switch on the page shows the same. */
export const useTheme = (): [Theme, (theme: Theme) => void] => [
  useSyncExternalStore<Theme>(subscribe, readTheme, () => "system"),
  choose,
];
