import { expect, test } from "vitest";
import { expiryDays, expiryOptions, expiryValue } from "./expiry-options.ts";

test("a choice of one's own stands among the presets, once and in its place", () => {
  const labels = (own: number | null) =>
    expiryOptions([1, 30, 365, null, own], "Never").map(({ label }) => label);
  expect(labels(14)).toEqual(["1 day", "14 days", "30 days", "1 year", "Never"]);
  expect(labels(30)).toEqual(labels(null));
});

test("what a form sends is the choice it showed", () => {
  for (const days of [1, 3_650, null]) expect(expiryDays(expiryValue(days))).toBe(days);
  expect(expiryDays("soon")).toBeNaN();
});
