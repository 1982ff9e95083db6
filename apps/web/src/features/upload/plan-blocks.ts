/** One piece of a file as storage takes it. */
export type Block = { id: string; start: number; end: number };

/** Azure takes no more blocks than this for one blob. */
export const blocksMax = 50_000;

/**
 * Cuts `sizeBytes` (≥ 1) into blocks of `blockBytes`, the last one shorter. Ids are base64 of the block's index in
 * one fixed length, as storage demands, and the same for the same file, so that a retry replaces and never doubles.
 *
 * @throws RangeError when the file would need more than {@link blocksMax} blocks.
 */
export const planBlocks = (sizeBytes: number, blockBytes: number): Block[] => {
  const count = Math.ceil(sizeBytes / blockBytes);
  if (count > blocksMax) throw new RangeError("This file needs more blocks than storage takes.");
  return Array.from({ length: count }, (_, index) => ({
    id: btoa(String(index).padStart(6, "0")),
    start: index * blockBytes,
    end: Math.min(sizeBytes, (index + 1) * blockBytes),
  }));
};

/** The list that turns the sent blocks into the blob, in the order of the file. */
export const blockListXml = (blocks: readonly Block[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><BlockList>${blocks
    .map(({ id }) => `<Latest>${id}</Latest>`)
    .join("")}</BlockList>`;
