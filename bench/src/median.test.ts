import { expect, test } from "vitest";
import { median } from "./median.ts";

test("the median is the middle one, or the mean of the two middle ones, in any order", () => {
  expect(median([9])).toBe(9);
  expect(median([5, 1, 3])).toBe(3);
  expect(median([10, 1, 4, 2])).toBe(3);
});

test("nothing has no median", () => {
  expect(() => median([])).toThrow(RangeError);
});
