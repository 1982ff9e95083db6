import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runToEnd } from "../stack/run-to-end.ts";
import { workspaceRoot } from "../stack/start-stack.ts";
import { readVitestReport } from "./read-vitest-report.ts";
import { settle } from "./tally.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "verify-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A real run of Vitest over these files; its exit code and report. */
const run = async (files: Record<string, string>) => {
  await mkdir(join(root, "room"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, "room", name), text);
  const vitest = join(workspaceRoot, "node_modules", "vitest", "vitest.mjs");
  const args = [
    vitest,
    "run",
    "--root",
    root,
    "--globals",
    "--reporter=json",
    `--outputFile=${join(root, "report.json")}`,
  ];
  const { code } = await runToEnd(process.execPath, args, { cwd: root });
  return { code, report: JSON.parse(await readFile(join(root, "report.json"), "utf8")) };
};

test("counts single tests of a real run", async () => {
  const { code, report } = await run({ "a.test.ts": "test('a', () => {}); test('b', () => {});" });
  expect(settle(readVitestReport(report, root, ["room"]), code)).toEqual({
    passed: 2,
    failed: 0,
    complaints: [],
  });
});

test("a failed, a skipped and a planned test and a file that cannot be loaded all count as failed", async () => {
  const { code, report } = await run({
    "a.test.ts":
      "test('a', () => {}); test('b', () => { throw new Error('no'); }); test.skip('c', () => {}); test.todo('d');",
    "b.test.ts": "throw new Error('cannot be loaded');",
  });
  const tally = settle(readVitestReport(report, root, ["room"]), code);
  expect(tally).toMatchObject({ passed: 1, failed: 4 });
  expect(tally.complaints.join("\n")).toMatch(/a\.test\.ts: "c" was not run/);
  expect(tally.complaints.join("\n")).toMatch(/a\.test\.ts: "d" was not run/);
  expect(tally.complaints.join("\n")).toMatch(/b\.test\.ts failed before its first test: .*cannot be loaded/);
});

test("an error outside of any test counts as failed although every test passed", async () => {
  const { code, report } = await run({
    "a.test.ts": "test('a', () => { void Promise.reject(new Error('lost')); });",
  });
  expect(settle(readVitestReport(report, root, ["room"]), code)).toMatchObject({ passed: 1, failed: 1 });
});

test("a room in which no test ran counts as failed", () => {
  expect(settle(readVitestReport({ testResults: [] }, root, ["packages/api"]), 0)).toEqual({
    passed: 0,
    failed: 1,
    complaints: ["No test ran in packages/api."],
  });
});
