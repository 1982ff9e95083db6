import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { workspaceRoot } from "../stack/start-stack.ts";
import { onStopSignals } from "../stack/stop-signals.ts";
import { runSteps } from "./run-steps.ts";
import { createSteps, type Step } from "./steps.ts";
import { oneCheck } from "./tally.ts";
import { changedPaths } from "./working-tree.ts";

// `npm test`: everything that has to hold before a change is shared. Closes with "N passed, N failed" on a line alone.

const print = (line: string) => console.log(line);
const stopping = new AbortController();
onStopSignals(
  () => stopping.abort(),
  () => process.exit(1),
);

await mkdir(join(workspaceRoot, ".reports"), { recursive: true });
const before = await changedPaths(workspaceRoot);
const steps: Step[] = [...createSteps(workspaceRoot)];
if (before?.length === 0) {
  steps.push({
    title: "nothing changed by the check itself",
    minutes: 1,
    run: async () => {
      const after = (await changedPaths(workspaceRoot)) ?? [];
      return oneCheck(
        after.length === 0,
        `Builds and tests must leave the working tree as it was:\n${after.join("\n")}`,
      );
    },
  });
}
const { passed, failed } = await runSteps(steps, print, stopping.signal);
print(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
