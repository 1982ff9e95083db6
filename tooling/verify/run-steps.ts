import type { Step } from "./steps.ts";
import { oneCheck, type Tally } from "./tally.ts";

const seconds = (sinceMs: number) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

const runStep = async (step: Step, stopping: AbortSignal): Promise<Tally> => {
  const overdue = AbortSignal.timeout(step.minutes * 60_000);
  try {
    const tally = await step.run(AbortSignal.any([stopping, overdue]));
    return overdue.aborted ? oneCheck(false, `It did not end within ${step.minutes} minutes.`) : tally;
  } catch (error) {
    if (overdue.aborted) return oneCheck(false, `It did not end within ${step.minutes} minutes.`);
    return oneCheck(false, error instanceof Error ? error.message : String(error));
  }
};

/**
 * Runs the steps one after the other, each under a heading, and goes on after a failed one: a person wants to see all
 * that is wrong. Only what needs a failed step is left out, and counts as failed. Ends with one line per step.
 */
export const runSteps = async (
  steps: readonly Step[],
  print: (line: string) => void,
  stopping: AbortSignal,
): Promise<{ passed: number; failed: number }> => {
  const tallies = new Map<string, Tally>();
  const summary: string[] = [];
  for (const step of steps) {
    print(`\n━━ ${step.title} ━━`);
    const startedMs = Date.now();
    const missing =
      step.needs !== undefined && tallies.get(step.needs)?.failed !== 0 ? step.needs : undefined;
    const tally = stopping.aborted
      ? oneCheck(false, "It was not run: the check was interrupted.")
      : missing === undefined
        ? await runStep(step, stopping)
        : oneCheck(false, `It was not run: it needs "${missing}".`);
    for (const complaint of tally.complaints) print(complaint);
    tallies.set(step.title, tally);
    const verdict = tally.failed === 0 ? "ok    " : "FAILED";
    summary.push(
      `${verdict}  ${step.title}: ${tally.passed} passed, ${tally.failed} failed (${seconds(startedMs)})`,
    );
    print(summary.at(-1) ?? "");
  }
  print(`\n━━ all of it ━━\n${summary.join("\n")}\n`);
  const sum = (name: "passed" | "failed") =>
    [...tallies.values()].reduce((total, one) => total + one[name], 0);
  return { passed: sum("passed"), failed: sum("failed") };
};
