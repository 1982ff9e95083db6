const most = 8;

/** Handles every item, a few at a time: storage and database answer in parallel, and are not flooded. */
export const fewAtOnce = async <Item>(
  items: readonly Item[],
  handle: (item: Item) => Promise<void>,
): Promise<void> => {
  for (let first = 0; first < items.length; first += most) {
    await Promise.all(items.slice(first, first + most).map(handle));
  }
};
