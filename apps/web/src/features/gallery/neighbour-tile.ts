/** Where a tile is drawn, in pixels of any one frame. */
export type TileBox = { left: number; right: number; top: number; bottom: number };

/** Tiles of one row may differ by what rounding leaves. */
const slack = 2;

const middle = ({ left, right }: TileBox) => (left + right) / 2;

const inRowBeyond = (boxes: readonly TileBox[], current: TileBox, isDown: boolean): number | null => {
  const beyond = [...boxes.entries()].filter(([, { top, bottom }]) =>
    isDown ? top >= current.bottom - slack : bottom <= current.top + slack,
  );
  const tops = beyond.map(([, { top }]) => top);
  const rowTop = isDown ? Math.min(...tops) : Math.max(...tops);
  const row = beyond.filter(([, { top }]) => Math.abs(top - rowTop) <= slack);
  const distance = (box: TileBox) => Math.abs(middle(box) - middle(current));
  return row.toSorted(([, a], [, b]) => distance(a) - distance(b))[0]?.[0] ?? null;
};

/**
 * Which tile a key leads to from tile `index` of `boxes` (in the order of the files): left and right in that order, up
 * and down to the closest tile of the next row. Null for other keys, and where there is no further tile.
 */
export const neighbourTile = (boxes: readonly TileBox[], index: number, key: string): number | null => {
  const current = boxes[index];
  if (current === undefined) return null;
  const last = boxes.length - 1;
  if (key === "ArrowLeft") return index > 0 ? index - 1 : null;
  if (key === "ArrowRight") return index < last ? index + 1 : null;
  if (key === "Home") return index === 0 ? null : 0;
  if (key === "End") return index === last ? null : last;
  if (key === "ArrowUp" || key === "ArrowDown") return inRowBeyond(boxes, current, key === "ArrowDown");
  return null;
};
