"use client";

import { useEffect, useRef, useState } from "react";
import type { Reading } from "./read-link-fields.ts";

/** How long a pause in typing is taken for the end of it. */
const quietMs = 700;

type Options<Value> = {
  /** The text of what is saved now. */
  saved: string;
  read: (text: string) => Reading<Value>;
  /** The text a value is shown as. */
  write: (value: Value) => string;
  /** Answers why the value was refused; null when it is saved. */
  save: (value: Value) => Promise<string | null>;
};

/**
 * A field that saves itself: after a pause in typing, and at once when it is left, on Enter and when it goes away.
 * While somebody types, what is not valid yet is neither saved nor complained about.
 */
export const useSavedField = <Value>(options: Options<Value>) => {
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef<string | null>(null);
  const latest = useRef({ ...options, draft });
  latest.current = { ...options, draft };

  const commit = async (complains: boolean): Promise<void> => {
    clearTimeout(timer.current);
    const { draft: text, saved, read, write, save } = latest.current;
    if (text === null || text === sent.current) return;
    const reading = read(text);
    if ("refusal" in reading) return complains ? setRefusal(reading.refusal) : undefined;
    // While another value is on its way, going back to the old one is a change.
    if (sent.current === null && write(reading.value) === saved)
      return complains ? setDraft(null) : undefined;
    sent.current = text;
    const refused = await save(reading.value);
    if (refused !== null && sent.current === text) sent.current = null;
    // What was typed meanwhile is judged on its own.
    if (latest.current.draft === text) setRefusal(refused);
  };
  const latestCommit = useRef(commit);
  latestCommit.current = commit;

  // What was sent has arrived, or the link changed elsewhere while nobody typed: show what is saved.
  useEffect(() => {
    setDraft((text) => (text === sent.current ? null : text));
    sent.current = null;
  }, [options.saved]);

  useEffect(
    () => () => {
      void latestCommit.current(false);
    },
    [],
  );

  return {
    error: refusal ?? undefined,
    control: {
      value: draft ?? options.saved,
      onValueChange: (text: string) => {
        setDraft(text);
        setRefusal(null);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void latestCommit.current(false), quietMs);
      },
      onBlur: () => void commit(true),
      onKeyDown: (event: { key: string }) => {
        if (event.key === "Enter") void commit(true);
      },
    },
  };
};
