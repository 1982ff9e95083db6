import { expect, test } from "vitest";
import { addSample, bytesPerSecond } from "./transfer-rate.ts";

const feed = (points: [number, number][]) =>
  points.reduce<ReturnType<typeof addSample>>(
    (samples, [atMs, bytes]) => addSample(samples, { atMs, bytes }),
    [],
  );

test("the rate is that of the last seconds, not of the whole upload", () => {
  expect(
    bytesPerSecond(
      feed([
        [0, 0],
        [10_000, 1_000],
        [12_000, 3_000],
        [14_000, 5_000],
      ]),
    ),
  ).toBe(1_000);
});

test("nothing is claimed before half a second has passed or while nothing moves", () => {
  expect(bytesPerSecond(feed([[0, 0]]))).toBeNull();
  expect(
    bytesPerSecond(
      feed([
        [0, 0],
        [400, 900],
      ]),
    ),
  ).toBeNull();
  expect(
    bytesPerSecond(
      feed([
        [0, 900],
        [4_000, 900],
      ]),
    ),
  ).toBeNull();
});

test("a count that fell back (a block sent again) never yields a negative rate", () => {
  expect(
    bytesPerSecond(
      feed([
        [0, 5_000],
        [1_000, 1_000],
        [2_000, 2_000],
      ]),
    ),
  ).toBe(1_000);
});
