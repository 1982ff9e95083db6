import { expect, test } from "vitest";
import { drawnWidth } from "./drawn-width.ts";

test("a picture that is cut at its sides is drawn wider than its tile", () => {
  expect(drawnWidth({ width: 700, height: 235 }, { width: 6_000, height: 1_000 })).toBe(1_410);
  expect(drawnWidth({ width: 300, height: 235 }, { width: 1_000, height: 6_000 })).toBe(300);
});
