"use client";

import { type FormEvent, useState } from "react";
import type { Refusal } from "./refusal.ts";
import { useFocusRefused } from "./use-focus-refused.ts";
import { useHydrated } from "./use-hydrated.ts";

type Sending = {
  /** Sends what the form says; null when all went well. Must not throw. */
  send: (fields: FormData) => Promise<Refusal | null>;
  /** What comes then. `"leaving"`: the page is on its way out, so the button stays as it is. */
  onDone: (form: HTMLFormElement) => "leaving" | undefined;
  /** The field that takes the focus when a refusal names none. */
  otherwise?: string;
};

/**
 * A form that is sent by this page and never by the browser: spread `form` over it, give `button` to the button that
 * sends it, `errorOf` to its fields and `sentence` to a FormAlert. The first field refused takes the focus.
 */
export const useSubmit = ({ send, onDone, otherwise }: Sending) => {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isReady = useHydrated();
  const ref = useFocusRefused(refusal, otherwise);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    // Enter sends a form whose button is busy all the same.
    if (isBusy) return;
    setIsBusy(true);
    setRefusal(null);
    const outcome = await send(new FormData(form));
    if (outcome === null && onDone(form) === "leaving") return;
    setRefusal(outcome);
    setIsBusy(false);
  };

  return {
    // `post`: should the browser ever send the form itself, passwords stay out of the address bar.
    form: { ref, method: "post", noValidate: true, onSubmit } as const,
    button: { type: "submit", busy: isBusy, disabled: !isReady } as const,
    isBusy,
    sentence: refusal?.sentence ?? null,
    errorOf: (field: string) => refusal?.fields.get(field),
  };
};
