import type { LinkId, MyShareLinkView } from "@cloudpix/domain";

/** What is selected, and where the last choice was made: a range goes from there. */
export type Selection = { ids: ReadonlySet<LinkId>; anchor: LinkId | null };

export const nothingSelected: Selection = { ids: new Set(), anchor: null };

/** A link that has ended for good has nothing left to be selected for. */
export const isSelectable = ({ isRevoked }: Pick<MyShareLinkView, "isRevoked">): boolean => !isRevoked;

type Shown = readonly Pick<MyShareLinkView, "linkId" | "isRevoked">[];

const between = (shown: Shown, from: LinkId, to: LinkId): LinkId[] => {
  const ends = [from, to].map((id) => shown.findIndex(({ linkId }) => linkId === id));
  const [first = -1, last = -1] = ends.sort((a, b) => a - b);
  if (first < 0) return [to];
  return shown
    .slice(first, last + 1)
    .filter(isSelectable)
    .map(({ linkId }) => linkId);
};

/** Turns one link over; as a range, gives all from the last choice up to it what this one gets. */
export const toggleLink = (
  { ids, anchor }: Selection,
  shown: Shown,
  linkId: LinkId,
  isRange: boolean,
): Selection => {
  const next = new Set(ids);
  const touched = isRange && anchor !== null ? between(shown, anchor, linkId) : [linkId];
  const selects = !ids.has(linkId);
  for (const id of touched) {
    if (selects) next.add(id);
    else next.delete(id);
  }
  return { ids: next, anchor: linkId };
};

/** Everything that is shown and can be selected. */
export const selectAll = (shown: Shown): Selection => ({
  ids: new Set(shown.filter(isSelectable).map(({ linkId }) => linkId)),
  anchor: null,
});
