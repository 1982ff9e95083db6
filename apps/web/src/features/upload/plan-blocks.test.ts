import { expect, test } from "vitest";
import { blockListXml, blocksMax, planBlocks } from "./plan-blocks.ts";

test("blocks cover the file from its first byte to its last without gap or overlap", () => {
  for (const sizeBytes of [1, 7, 8, 9, 16, 1_000]) {
    const blocks = planBlocks(sizeBytes, 8);
    expect(blocks[0]?.start).toBe(0);
    expect(blocks.at(-1)?.end).toBe(sizeBytes);
    for (const [index, block] of blocks.entries()) {
      expect(block.end - block.start).toBeGreaterThan(0);
      expect(block.end - block.start).toBeLessThanOrEqual(8);
      expect(block.start).toBe(blocks[index - 1]?.end ?? 0);
    }
  }
});

test("block ids are distinct and all of one length, also for the largest file", () => {
  const ids = planBlocks(blocksMax, 1).map(({ id }) => id);
  expect(new Set(ids).size).toBe(blocksMax);
  expect(new Set(ids.map((id) => id.length)).size).toBe(1);
});

test("a file of more blocks than storage takes is refused before anything is sent", () => {
  expect(() => planBlocks(blocksMax + 1, 1)).toThrow(RangeError);
});

test("the block list names the blocks in the order of the file", () => {
  const blocks = planBlocks(20, 8);
  const named = [...blockListXml(blocks).matchAll(/<Latest>(.+?)<\/Latest>/g)].map(([, id]) =>
    atob(id ?? ""),
  );
  expect(named).toEqual(["000000", "000001", "000002"]);
});
