/** Azure takes no more blocks than this for one blob. */
const blocksMax = 50_000;

/**
 * The name of a block for storage: base64 of its index in one fixed length, as storage demands, and the same for the same
 * file, so that a block sent again replaces itself. @throws RangeError beyond what storage takes
 */
export const blockIdOf = (index: number): string => {
  if (index >= blocksMax) throw new RangeError("This file needs more blocks than storage takes.");
  return btoa(String(index).padStart(6, "0"));
};

/** The list that makes one blob of the sent blocks, in this order. */
export const blockListXml = (blockIds: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><BlockList>${blockIds
    .map((id) => `<Latest>${id}</Latest>`)
    .join("")}</BlockList>`;
