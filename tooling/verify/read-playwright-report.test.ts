import { expect, test } from "vitest";
import { readPlaywrightReport } from "./read-playwright-report.ts";
import { settle } from "./tally.ts";

const spec = (title: string, status: string, projectName = "sqlite") => ({
  title,
  file: "a.spec.ts",
  tests: [{ projectName, status }],
});
const report = (specs: object[], more: object = {}) => ({
  config: { projects: [{ name: "sqlite" }] },
  suites: [{ title: "a.spec.ts", specs: [], suites: [{ title: "inner", specs }] }],
  errors: [],
  ...more,
});

test("counts single tests, nested ones too", () => {
  const tally = readPlaywrightReport(
    report([spec("a", "expected"), spec("b", "expected"), spec("c", "unexpected")]),
  );
  expect(tally).toEqual({ passed: 2, failed: 1, complaints: [] });
});

test.each([
  ["a skipped test", report([spec("a", "expected"), spec("b", "skipped")]), '"b" (sqlite) was not run'],
  ["a test that passed on a second try", report([spec("a", "flaky")]), "only on a second try"],
  [
    "an error outside of any test",
    report([spec("a", "expected")], { errors: [{ message: "no server\nat x" }] }),
    "no server",
  ],
  ["a project without a test", report([]), "No test ran in the project sqlite"],
])("%s counts as failed", (_what, json, words) => {
  const tally = settle(readPlaywrightReport(json), 0);
  expect(tally.failed).toBe(1);
  expect(tally.complaints.join()).toContain(words);
});

test("a report of another form is refused rather than counted as nothing", () => {
  expect(() => readPlaywrightReport({ stats: { expected: 3 } })).toThrow();
});
