import { endlessTurn, type Turn } from "./turn.ts";

const most = 8;

/**
 * Handles every item, a few at a time: storage and database answer in parallel, and are not flooded. When the turn is over
 * no more are begun.
 */
export const fewAtOnce = async <Item>(
  items: readonly Item[],
  handle: (item: Item) => Promise<void>,
  turn: Pick<Turn, "isOver"> = endlessTurn,
): Promise<void> => {
  for (let first = 0; first < items.length && !turn.isOver(); first += most) {
    await Promise.all(items.slice(first, first + most).map(handle));
  }
};
