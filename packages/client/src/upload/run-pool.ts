import { orAborted } from "../or-aborted.ts";

/**
 * Works on items as they come, at most `width` at a time. The first failure, of the work or of the items, aborts the
 * signal that the others were given and is thrown once they have stopped; so is the reason of `signal`. Items that never
 * come are not waited for.
 */
export const runPool = async <Item>(
  items: AsyncIterable<Item>,
  width: number,
  signal: AbortSignal | undefined,
  work: (item: Item, within: AbortSignal) => Promise<void>,
): Promise<void> => {
  const group = new AbortController();
  const within = signal === undefined ? group.signal : AbortSignal.any([signal, group.signal]);
  const underway = new Set<Promise<void>>();
  const start = (item: Item) => {
    const task: Promise<void> = work(item, within)
      .catch((error: unknown) => group.abort(error))
      .finally(() => underway.delete(task));
    underway.add(task);
  };
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orAborted(iterator.next(), within);
      if (next.done === true) break;
      start(next.value);
      if (underway.size >= width) await orAborted(Promise.race(underway), within);
    }
    await Promise.all(underway);
    within.throwIfAborted();
  } catch (error) {
    group.abort(error);
    // Neither waited for nor asked how it went: a source may hang, and nobody wants it any more.
    iterator.return?.().catch(() => undefined);
    await Promise.all(underway);
    throw within.reason;
  }
};
