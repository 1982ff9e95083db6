"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createSavedField, type SavedFieldOptions } from "./saved-field.ts";

type Options<Value> = SavedFieldOptions<Value> & {
  /** The text of what is saved now. */
  saved: string;
};

/** A field that saves itself while somebody types, when it is left, on Enter and when it goes away. */
export const useSavedField = <Value>(options: Options<Value>) => {
  const latest = useRef(options);
  latest.current = options;
  const { saved } = options;
  const [field] = useState(() => createSavedField(saved, () => latest.current));
  const { draft, refusal } = useSyncExternalStore(field.subscribe, field.state, field.state);

  useEffect(() => field.arrive(saved), [field, saved]);
  useEffect(
    () => () => {
      void field.close();
    },
    [field],
  );

  return {
    error: refusal ?? undefined,
    control: {
      value: draft ?? saved,
      onValueChange: field.type,
      onBlur: () => void field.leave(),
      onKeyDown: (event: { key: string }) => {
        if (event.key === "Enter") void field.leave();
      },
    },
  };
};
