import { expect, test } from "vitest";
import { sampleFile } from "../files/sample-file.ts";
import { groupByDay } from "./group-by-day.ts";

const now = new Date("2026-03-03T12:00:00.000Z");
const group = (uploadDates: string[], timeZone: string) =>
  groupByDay(
    uploadDates.map((uploadDate) => sampleFile({ uploadDate })),
    now,
    timeZone,
  ).map(({ label, files }) => [label, files.length]);

test("days are named as people name them, near ones without a date, far ones with a year", () => {
  expect(
    group(
      [
        "2026-03-03T11:00:00.000Z",
        "2026-03-03T09:00:00.000Z",
        "2026-03-02T09:00:00.000Z",
        "2026-03-01T09:00:00.000Z",
        "2025-12-31T09:00:00.000Z",
      ],
      "UTC",
    ),
  ).toEqual([
    ["Today", 2],
    ["Yesterday", 1],
    ["Sunday 1 March", 1],
    ["Wednesday, 31 December 2025", 1],
  ]);
});

test("midnight is the reader's midnight, not Greenwich's", () => {
  const dates = ["2026-03-03T02:00:00.000Z", "2026-03-02T23:00:00.000Z"];
  expect(group(dates, "UTC")).toHaveLength(2);
  expect(group(dates, "America/New_York")).toEqual([["Yesterday", 2]]);
});
