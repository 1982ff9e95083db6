"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Puts the focus into the first field that `refusal` marks as wrong, once for each refusal; where it marks none, into
 * the field called `otherwise`. Give the result to the form.
 */
export const useFocusRefused = (
  refusal: object | null,
  otherwise?: string,
): RefObject<HTMLFormElement | null> => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusal === null) return;
    const wrong =
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]") ??
      (otherwise === undefined ? null : form.current?.querySelector<HTMLElement>(`[name="${otherwise}"]`));
    wrong?.focus();
  }, [refusal, otherwise]);
  return form;
};
