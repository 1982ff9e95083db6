import type { Reading } from "./read-link-fields.ts";

/** How long a pause in typing is taken for the end of it. */
const quietMs = 700;

export type SavedFieldOptions<Value> = {
  read: (text: string) => Reading<Value>;
  /** The text a value is shown as. */
  write: (value: Value) => string;
  /** Answers why the value was refused; null when it is saved. */
  save: (value: Value) => Promise<string | null>;
};

/** `draft` null: what is saved is what is shown. */
export type SavedFieldState = { draft: string | null; refusal: string | null };

/**
 * A field that saves itself: after a pause in typing, and at once when it is left. While somebody types, what is not
 * valid yet is neither saved nor complained about; what was refused stays in the field, and leaving it tries again.
 */
export const createSavedField = <Value>(
  firstSaved: string,
  /** Asked for each time: they may change while the field lives. */
  options: () => SavedFieldOptions<Value>,
) => {
  let saved = firstSaved;
  let state: SavedFieldState = { draft: null, refusal: null };
  /** What is on its way. */
  let sent: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const set = (changes: Partial<SavedFieldState>) => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  };

  const commit = async (complains: boolean): Promise<void> => {
    clearTimeout(timer);
    const text = state.draft;
    if (text === null || text === sent) return;
    const { read, write, save } = options();
    const reading = read(text);
    if ("refusal" in reading) return complains ? set({ refusal: reading.refusal }) : undefined;
    // While another value is on its way, going back to the old one is a change.
    if (sent === null && write(reading.value) === saved) return complains ? set({ draft: null }) : undefined;
    sent = text;
    const refusal = await save(reading.value);
    if (refusal !== null && sent === text) sent = null;
    // What was typed meanwhile is judged on its own.
    if (state.draft === text) set({ refusal });
  };

  return {
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type: (text: string): void => {
      set({ draft: text, refusal: null });
      clearTimeout(timer);
      timer = setTimeout(() => void commit(false), quietMs);
    },
    /** The person is done with it: what cannot be saved is said. */
    leave: () => commit(true),
    /** The field goes away: what can be saved is. */
    close: () => commit(false),
    /** What is saved now: what was sent has arrived, or it was changed elsewhere. What is being typed stays. */
    arrive: (text: string): void => {
      if (text === saved) return;
      saved = text;
      if (state.draft === sent) set({ draft: null });
      sent = null;
    },
  };
};
