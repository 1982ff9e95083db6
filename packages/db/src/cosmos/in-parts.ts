/** So many requests at once that a sweep is quick, and so few that it does not crowd out visitors. */
const AT_ONCE = 16;

/** `act` on every item, at most 16 at once; the results in the order of the items. The first failure ends it. */
export const inParts = async <Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(act))));
  }
  return results;
};
