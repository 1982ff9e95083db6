import { expect, test } from "vitest";
import { runSteps } from "./run-steps.ts";
import type { Step } from "./steps.ts";
import { oneCheck } from "./tally.ts";

const never = new AbortController().signal;
const step = (title: string, run: Step["run"], more: Partial<Step> = {}): Step => ({
  title,
  minutes: 1,
  run,
  ...more,
});
const good = async () => oneCheck(true);

const runAll = async (steps: Step[], signal = never) => {
  const lines: string[] = [];
  return { ...(await runSteps(steps, (line) => lines.push(line), signal)), said: lines.join("\n") };
};

test("goes on after a failed step and adds up what each found", async () => {
  const tests = async () => ({ passed: 40, failed: 2, complaints: [] });
  const { passed, failed, said } = await runAll([step("tests", tests), step("build", good)]);
  expect({ passed, failed }).toEqual({ passed: 41, failed: 2 });
  expect(said).toMatch(/FAILED {2}tests: 40 passed, 2 failed \(\d+\.\d s\)/);
});

test("a step that throws has failed, with its words", async () => {
  const run = async () => Promise.reject(new Error("no compiler"));
  expect(await runAll([step("build", run)])).toMatchObject({
    passed: 0,
    failed: 1,
    said: expect.stringContaining("no compiler"),
  });
});

test("a step whose condition failed is not run, and has failed", async () => {
  let ran = false;
  const browser = async () => {
    ran = true;
    return oneCheck(true);
  };
  const steps = [step("build", async () => oneCheck(false)), step("browser", browser, { needs: "build" })];
  expect(await runAll(steps)).toMatchObject({
    passed: 0,
    failed: 2,
    said: expect.stringContaining('it needs "build"'),
  });
  expect(ran).toBe(false);
});

test("a step that hangs is ended and has failed", async () => {
  const hang = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const { failed, said } = await runAll([step("tests", hang, { minutes: 0.001 })]);
  expect(failed).toBe(1);
  expect(said).toContain("It did not end within");
});

test("what was interrupted has failed, and the rest is not run", async () => {
  const stop = new AbortController();
  const interrupt = async () => {
    stop.abort();
    return oneCheck(false);
  };
  expect(await runAll([step("a", interrupt), step("b", good)], stop.signal)).toMatchObject({
    passed: 0,
    failed: 2,
  });
});
