import { expect, test } from "vitest";
import { expiryDays, expiryOptions } from "./expiry-options.ts";

test("a choice of one's own stands among the presets, once and in its place", () => {
  const labels = (...offered: number[]) => expiryOptions(offered).map(({ label }) => label);
  expect(labels(1, 30, 365, 14)).toEqual(["1 day", "14 days", "30 days", "1 year"]);
  expect(labels(1, 30, 365, 30)).toEqual(labels(1, 30, 365));
});

test("what a form sends is the choice it showed", () => {
  const shown = expiryOptions([1, 3_650], "Never");
  expect(shown.map(({ days }) => days)).toEqual([1, 3_650, null]);
  for (const { value, days } of shown) expect(expiryDays(value)).toBe(days);
  expect(expiryDays("soon")).toBeNaN();
});
