import { readFile } from "node:fs/promises";
import { processesBelow } from "@cloudpix/tooling/processes";

const proportionalKib = async (pid: number): Promise<number> => {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]);
};

/**
 * Memory of every process below `root` in MiB, by command line. Proportional set size: pages that processes share are
 * counted once, so that the sum is what the machine really gives. Linux only.
 */
export const memoryBelow = async (root: number): Promise<{ command: string; mib: number }[]> => {
  const members = await processesBelow(root);
  return Promise.all(
    members.map(async ({ pid, command }) => ({ command, mib: (await proportionalKib(pid)) / 1024 })),
  );
};
