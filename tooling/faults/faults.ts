import { spawn } from "node:child_process";
import { workspaceRoot } from "../stack/start-stack.ts";

// `npm run faults` tries every property of hostile input many more times than `npm test`, under a seed of its own;
// `npm run faults -- 5000 42` says how often and under which seed, to see a failure again.
const [runs = "1000", seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);
console.log(`${runs} tries of each property under seed ${seed}`);
const child = spawn("pnpm", ["exec", "vitest", "run", "--project", "web", "hostile-input"], {
  cwd: workspaceRoot,
  env: { ...process.env, CLOUDPIX_FAULT_RUNS: runs, CLOUDPIX_FAULT_SEED: seed },
  stdio: "inherit",
});
child.once("exit", (code) => {
  process.exitCode = code ?? 1;
});
