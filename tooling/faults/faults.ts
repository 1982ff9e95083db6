import { spawn } from "node:child_process";
import { once } from "node:events";
import { workspaceRoot } from "../stack/start-stack.ts";

// `npm run faults` tries every property of hostile input many more times than `npm test`, under a seed of its own, and
// then a fifth as often on Cosmos' stand-in, which is that much slower; `npm run faults -- 5000 42` says how often and
// under which seed, to see a failure again.
const [runs = "1000", seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);

const tryOn = async (driver: "sqlite" | "cosmos", times: number, files: readonly string[]) => {
  console.log(`${times} tries of each property under seed ${seed}, on ${driver}`);
  const child = spawn("pnpm", ["exec", "vitest", "run", "--project", "web", ...files], {
    cwd: workspaceRoot,
    env: {
      ...process.env,
      CLOUDPIX_FAULT_RUNS: String(times),
      CLOUDPIX_FAULT_SEED: seed,
      CLOUDPIX_FAULT_DRIVER: driver,
    },
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  return code === 0;
};

const isWell = [
  await tryOn("sqlite", Number(runs), ["hostile-", "refuse-unparsed"]),
  await tryOn("cosmos", Math.ceil(Number(runs) / 5), ["hostile-"]),
];
process.exitCode = isWell.includes(false) ? 1 : 0;
