import { expect, test } from "vitest";
import { blockIdOf, blockListXml } from "./block-list.ts";

test("block ids are distinct and of one length up to the last that storage takes; there is none after it", () => {
  const ids = Array.from({ length: 50_000 }, (_, index) => blockIdOf(index));
  expect(new Set(ids).size).toBe(50_000);
  expect(new Set(ids.map(({ length }) => length)).size).toBe(1);
  expect(() => blockIdOf(50_000)).toThrow(RangeError);
});

test("the list names the blocks in the order of the file", () => {
  const ids = [blockIdOf(0), blockIdOf(1), blockIdOf(2)];
  const named = [...blockListXml(ids).matchAll(/<Latest>(.+?)<\/Latest>/g)].map(([, id]) => id);
  expect(named).toEqual(ids);
});
