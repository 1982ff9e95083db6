import { endlessTurn, type Turn } from "./turn.ts";

const most = 8;

/**
 * Handles every item, a few at a time: storage and database answer in parallel, and are not flooded. When the turn is over
 * no more are begun; how many it came to.
 */
export const fewAtOnce = async <Item>(
  items: readonly Item[],
  handle: (item: Item) => Promise<void>,
  turn: Pick<Turn, "isOver"> = endlessTurn,
): Promise<number> => {
  let handled = 0;
  while (handled < items.length && !turn.isOver()) {
    const few = items.slice(handled, handled + most);
    await Promise.all(few.map(handle));
    handled += few.length;
  }
  return handled;
};
