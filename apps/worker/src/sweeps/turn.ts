import type { Services } from "../services.ts";

/** The time there is for a piece of work: whoever does it asks between its steps, and begins none when it is over. */
export type Turn = {
  isOver(): boolean;
  /** Says that more could be done at once, and would go well. Without that what is left waits until it is its time again. */
  askForAnother(): void;
};

/** A turn that ends when `signal` says so, and after `ms` where given. A clock that is set back ends it too. */
export const beginTurn = (
  { now }: Pick<Services, "now">,
  { signal, ms = Number.POSITIVE_INFINITY }: { signal: AbortSignal; ms?: number },
): Turn & { isAnotherAskedFor(): boolean } => {
  const begunMs = now().getTime();
  let asked = false;
  return {
    isOver: () => {
      const passedMs = now().getTime() - begunMs;
      return signal.aborted || passedMs < 0 || passedMs >= ms;
    },
    askForAnother: () => {
      asked = true;
    },
    isAnotherAskedFor: () => asked,
  };
};

/** A turn that lasts until all is done. */
export const endlessTurn: Turn = { isOver: () => false, askForAnother: () => {} };
