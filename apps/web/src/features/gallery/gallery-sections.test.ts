import { expect, test } from "vitest";
import { sampleFile } from "../files/sample-file.ts";
import { gallerySections } from "./gallery-sections.ts";

const now = new Date("2026-03-03T12:00:00.000Z");
const files = Array.from({ length: 130 }, (_, index) => sampleFile({ fileId: String(index) }));

test("only orders of time have days; every file is in one section, in the given order", () => {
  for (const sort of ["newest", "oldest"] as const)
    expect(gallerySections(files, sort, now).map(({ label }) => label)).toEqual(["Today"]);
  const runs = gallerySections(files, "name", now);
  expect(runs.map(({ label, files: run }) => [label, run.length])).toEqual([
    [null, 60],
    [null, 60],
    [null, 10],
  ]);
  expect(runs.flatMap((run) => run.files)).toEqual(files);
  expect(gallerySections([], "name", now)).toEqual([]);
});
