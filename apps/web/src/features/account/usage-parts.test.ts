import type { UsageView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { usageParts } from "./usage-parts.ts";

const usage = (changes: Partial<UsageView>): UsageView => ({
  usedBytes: 50,
  quotaBytes: 100,
  files: { fileCount: 3, bytes: 40 },
  trash: { fileCount: 1, bytes: 10 },
  ...changes,
});
const bytesOf = (view: UsageView) => usageParts(view).map(({ key, bytes }) => [key, bytes]);

test("the parts are the whole of a person's space", () => {
  expect(bytesOf(usage({}))).toEqual([
    ["files", 40],
    ["trash", 10],
    ["free", 50],
  ]);
  expect(usageParts(usage({})).map(({ count }) => count)).toEqual(["3 files", "1 file", ""]);
  for (const view of [
    usage({}),
    usage({ usedBytes: 75 }),
    usage({ quotaBytes: 20 }),
    usage({ quotaBytes: 0 }),
  ])
    expect(usageParts(view).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

test("what is on its way in or out has a part of its own, only while there is any", () => {
  expect(bytesOf(usage({ usedBytes: 75 }))).toEqual([
    ["files", 40],
    ["trash", 10],
    ["moving", 25],
    ["free", 25],
  ]);
});

test("no part is negative where a quota was lowered or a count is newer than the sum", () => {
  expect(bytesOf(usage({ quotaBytes: 20, usedBytes: 45 }))).toEqual([
    ["files", 40],
    ["trash", 10],
    ["free", 0],
  ]);
});
