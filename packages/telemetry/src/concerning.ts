import { AsyncLocalStorage } from "node:async_hooks";

/** What a line of the log is about, as fields of it; undefined ones are left out. */
export type Concern = Readonly<Record<string, string | number | undefined>>;

const atHand = new AsyncLocalStorage<() => Concern>();

/**
 * Runs `work` so that every line logged by it, and by whatever it begins, says what it is about: the request or the job,
 * without anybody handing a log down. `concern` is asked at each line, because some of it is known only later. A line's own
 * word for a field wins.
 */
export const concerning = <Result>(concern: () => Concern, work: () => Result): Result =>
  atHand.run(concern, work);

/** What is being worked on just now, as an object of the caller's own; empty outside of any request or job. */
export const concernAtHand = (): Concern => ({ ...atHand.getStore()?.() });
