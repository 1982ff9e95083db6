"use client";

import { useEffect, useRef, useState } from "react";

/** `value`, but changing at most every `everyMs`; the last value always arrives. For words that are read aloud. */
export const useSlowValue = <T>(value: T, everyMs: number): T => {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, changedAt.current + everyMs - Date.now());
    const timer = setTimeout(() => {
      changedAt.current = Date.now();
      setShown(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, everyMs]);
  return shown;
};
